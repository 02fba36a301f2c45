import assert from "node:assert/strict";
import { resolveConfig } from "../../../../provider/config/resolve-config.js";
import { resolveProviderConfig } from "../../../../provider/config/provider-config.js";
import { type AtlasError } from "../../../../provider/errors/index.js";
import { readRun } from "../../../../provider/atlas/read/read-run.js";
import { readRunsPage } from "../../../../provider/atlas/read/read-runs-page.js";
import { type AtlasClient } from "../../../../provider/atlas/client/client.js";
import { RepeatedErrors } from "../../../../provider/pulumi/process/repeated-errors.js";
import { contextOf } from "../../../helpers/clients.js";
import { CLIENT, REF, rejectionOf, responded, thrownBy } from "../../../helpers/responses.js";

const PIPELINE = { projectId: REF.projectId, pipelineName: "night run" };
const runs = ["a", "b", "c"].map((digit) => ({ ...PIPELINE, pipelineRunId: digit.repeat(24) }));
const FIRST = `as for "night run"/${"a".repeat(24)}`;

/** The context of reads that are all refused, with these details in the responses. */
const refusing = (...details: readonly string[]) => {
  let at = 0;
  const get = (): unknown => Promise.resolve(responded({ status: 401, body: { detail: details[at++] } }));
  return contextOf({ ...CLIENT, get, secrets: () => [] } as unknown as AtlasClient);
};

/** The messages of errors, one after the other, for runs in their order. */
function messages(
  errors: readonly unknown[],
  subjects: readonly (typeof PIPELINE)[] = runs,
): readonly string[] {
  const repeated = new RepeatedErrors();
  return errors.map((error, index) => {
    const shortened = repeated.shorten(error, subjects[index] ?? PIPELINE);
    assert.equal(shortened, error); // And so its code stays.
    return String(shortened instanceof Error ? shortened.message : shortened);
  });
}

describe("RepeatedErrors.shorten", () => {
  const reading = (...details: readonly string[]): Promise<readonly AtlasError[]> => {
    const context = refusing(...details);
    return Promise.all(runs.map((run) => rejectionOf(readRun(context, run))));
  };

  it("shortens a message that differs from the first in its run only, and names the first run", async () => {
    const [first, ...others] = messages(await reading());
    assert.match(first ?? "", /baseUrl$/);
    const refused = "401 from Atlas: the API key from the stack configuration was refused, reading run";
    for (const [index, line] of others.entries()) {
      const run = `"night run"/${String(runs[index + 1]?.pipelineRunId)} in project ${REF.projectId}`;
      assert.equal(line, `${refused} ${run}, ${FIRST}`);
    }
  });

  it("names the first pipeline of lists", async () => {
    const names = ["one", "two"].map((pipelineName) => ({ ...PIPELINE, pipelineName }));
    const context = refusing();
    const query = { pageNum: 1, includeCount: true };
    const errors = names.map((ref) => rejectionOf(readRunsPage(context, ref, query)));
    const end = `reading the runs of pipeline two in project ${REF.projectId}, as for pipeline one`;
    assert.ok(messages(await Promise.all(errors), names)[1]?.endsWith(end));
  });

  it("shortens a message without a run to what happened, also if that has a full stop", () => {
    const inStack = thrownBy(() =>
      resolveConfig(
        () => undefined,
        () => undefined,
      ),
    );
    const [, second] = messages([
      inStack,
      thrownBy(() =>
        resolveConfig(
          () => undefined,
          () => undefined,
        ),
      ),
    ]);
    assert.equal(second, `no Atlas credentials in the stack configuration or the environment, ${FIRST}`);
    const inProvider = (): AtlasError => thrownBy(() => resolveProviderConfig("Org. B", () => undefined));
    assert.equal(
      messages([inProvider(), inProvider()])[1],
      `no Atlas credentials in the provider "Org. B", ${FIRST}`,
    );
  });

  it("keeps a message whole that has no more than what happened, also if that has a full stop", () => {
    const invalid = (): AtlasError =>
      thrownBy(() => resolveProviderConfig("Org. B", (key) => (key.endsWith(":baseUrl") ? "x" : undefined)));
    const [first, second] = messages([invalid(), invalid()]);
    assert.match(second ?? "", /^Provider "Org\. B": baseUrl must be a URL .*, got "x"$/);
    assert.equal(second, first);
  });

  it("keeps messages that differ in more than the run, and names the last whole one", async () => {
    const errors = await reading("IP 127.0.0.1", "IP 127.0.0.2", "IP 127.0.0.2");
    const [first, second, third] = messages(errors);
    assert.match(first ?? "", /127\.0\.0\.1.*baseUrl$/);
    assert.match(second ?? "", /127\.0\.0\.2.*baseUrl$/);
    assert.ok(third?.endsWith(`, as for "night run"/${"b".repeat(24)}`), third);
  });

  it("keeps the message of the same run", async () => {
    const context = refusing();
    const [run] = runs;
    assert.ok(run);
    const errors = await Promise.all([1, 2].map(() => rejectionOf(readRun(context, run))));
    const [first, second] = messages(errors, [run, run]);
    assert.equal(second, first);
  });

  it("keeps what it does not know", () => {
    const errors = [new TypeError("a bug"), new TypeError("a bug"), undefined, "text"];
    assert.deepEqual(messages(errors), ["a bug", "a bug", "undefined", "text"]);
  });
});
