import assert from "node:assert/strict";
import { AtlasError } from "../../../../provider/errors/index.js";
import { RepeatedErrors } from "../../../../provider/pulumi/process/repeated-errors.js";
import { REF } from "../../../helpers/responses.js";

const PIPELINE = { projectId: REF.projectId, pipelineName: "night run" };
const runs = ["a", "b", "c"].map((digit) => ({ ...PIPELINE, pipelineRunId: digit.repeat(24) }));
const refused = ({ pipelineRunId }: { pipelineRunId: string }, why = ""): AtlasError =>
  new AtlasError(
    "UNAUTHORIZED",
    `401: refused, reading run "night run"/${pipelineRunId} in project ${REF.projectId}: X "${why}". Check that ` +
      "it is complete, not expired, not revoked, and for mongodbatlas:baseUrl",
  );

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
  it("cuts a message that differs from the first in its run only, and names the first run", () => {
    const [first, ...others] = messages(runs.map((run) => refused(run)));
    assert.match(first ?? "", /baseUrl$/);
    assert.deepEqual(
      others,
      ["b", "c"].map(
        (digit) =>
          `401: refused, reading run "night run"/${digit.repeat(24)} in project ${REF.projectId}, ` +
          `as for "night run"/${"a".repeat(24)}`,
      ),
    );
  });

  it("cuts a message without a run before its advice", () => {
    const message =
      "no credentials in the stack configuration. Set mongodbatlas:clientId with pulumi config set";
    const errors = runs.map(() => new AtlasError("NO_CREDENTIALS", message));
    const as = `as for "night run"/${"a".repeat(24)}`;
    assert.deepEqual(messages(errors).slice(1), [
      `no credentials in the stack configuration, ${as}`,
      `no credentials in the stack configuration, ${as}`,
    ]);
  });

  it("names the first pipeline of lists", () => {
    const names = ["one", "two"].map((pipelineName) => ({ ...PIPELINE, pipelineName }));
    const errors = names.map(({ pipelineName }) => {
      const label = `the runs of pipeline ${pipelineName} in project ${REF.projectId}`;
      return new AtlasError(
        "GONE",
        `410: gone, reading ${label}: VERSION_GONE "It is no longer available". Remove it`,
      );
    });
    assert.equal(
      messages(errors, names)[1],
      `410: gone, reading the runs of pipeline two in project ${REF.projectId}, as for pipeline one`,
    );
  });

  const WHOLE: Readonly<Record<string, readonly unknown[]>> = {
    "of another text": runs.map((run, index) => refused(run, `IP 127.0.0.${index}`)),
    "that a short form would make longer": runs.map(() => new AtlasError("DECODE", "bad. Advice")),
    "without advice": runs.map(() => new AtlasError("CANCELLED", "cancelled")),
    "that is no AtlasError": runs.map(
      () => new TypeError("a bug. Report it, please, at the address of the project"),
    ),
    "that is no error": [undefined, "text"],
  };
  for (const [what, errors] of Object.entries(WHOLE)) {
    it(`keeps a message ${what}`, () => {
      const before = errors.map((error) => String(error instanceof Error ? error.message : error));
      assert.deepEqual(messages(errors), before);
    });
  }

  it("keeps the message of the same run", () => {
    const [run] = runs;
    assert.ok(run);
    const [first, second] = messages([refused(run), refused(run)], [run, run]);
    assert.equal(second, first);
  });
});
