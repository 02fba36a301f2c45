import assert from "node:assert/strict";
import { resolveProviderConfig } from "../../../../provider/config/resolve-config.js";
import { AtlasError, changeMessage } from "../../../../provider/errors/index.js";
import { RepeatedErrors } from "../../../../provider/pulumi/process/repeated-errors.js";
import { REF, thrownBy } from "../../../helpers/responses.js";

type Subject = Parameters<RepeatedErrors["shorten"]>[1];

const PIPELINE = { projectId: REF.projectId, pipelineName: "night run" };
const [A, B, C] = ["a", "b", "c"].map((digit) => ({ ...PIPELINE, pipelineRunId: digit.repeat(24) })) as [
  Subject,
  Subject,
  Subject,
];
const nameOf = (run: Subject): string => `"night run"/${String(run.pipelineRunId)}`;

const refused = (run: Subject, detail = ""): AtlasError =>
  changeMessage(new AtlasError("UNAUTHORIZED", "refused, reading "), () => ({
    subject: nameOf(run),
    detail,
    advice: ["Check that it is complete, not expired, not revoked, and of this organization"],
  }));

/** The messages of errors, one after the other. */
function messages(...errors: readonly (readonly [AtlasError, Subject])[]): readonly string[] {
  const repeated = new RepeatedErrors();
  return errors.map(([error, subject]) => {
    assert.equal(repeated.shorten(error, subject), error); // And so its code stays.
    return error.message;
  });
}

describe("RepeatedErrors.shorten", () => {
  it("shortens a message that differs from the first in its run only, and names the first run", () => {
    const found = messages([refused(A), A], [refused(B), B], [refused(C), C]);
    const short = [B, C].map((run) => `refused, reading ${nameOf(run)}, as for ${nameOf(A)} [UNAUTHORIZED]`);
    assert.deepEqual(found, [refused(A).message, ...short]);
  });

  it("keeps messages that differ in more than the run, and names the last whole one", () => {
    const found = messages([refused(A, ": 1"), A], [refused(B, ": 2"), B], [refused(C, ": 2"), C]);
    const short = `refused, reading ${nameOf(C)}, as for ${nameOf(B)} [UNAUTHORIZED]`;
    assert.deepEqual(found, [refused(A, ": 1").message, refused(B, ": 2").message, short]);
  });

  it("keeps the message of the same run", () => {
    assert.deepEqual(messages([refused(A), A], [refused(A), A]), [refused(A).message, refused(A).message]);
  });

  it("shortens a message without a run to what happened, and names the first pipeline of lists", () => {
    const error = (): AtlasError => thrownBy(() => resolveProviderConfig("Org. B", () => undefined));
    const [one, two] = ["one", "two"].map((pipelineName) => ({ ...PIPELINE, pipelineName }));
    assert.ok(one && two);
    const [first, second] = messages([error(), one], [error(), two]);
    const what = 'no Atlas credentials in the provider "Org. B"';
    assert.ok(first?.startsWith(`${what}. Set clientId`));
    assert.equal(second, `${what}, as for pipeline one [NO_CREDENTIALS]`);
  });

  it("keeps a message that has no more than what happened", () => {
    const error = (): AtlasError => new AtlasError("NETWORK", "problem");
    assert.deepEqual(messages([error(), A], [error(), B]), [error().message, error().message]);
  });
});
