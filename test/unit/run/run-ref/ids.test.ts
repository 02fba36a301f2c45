import assert from "node:assert/strict";
import { parseRunId, runId } from "../../../../provider/run/run-ref.js";

const PROJECT = "32b6e34b3d91647abb20e7b8";
const RUN = "0123456789abcdef01234567";
const FORM = "the id of a DataLakePipelineRun must be projectId/pipelineName/pipelineRunId";

const refused = (id: string, message: string): void => {
  const expected = { name: "InvalidArgumentError", code: "INVALID_ARGUMENT", message };
  assert.throws(() => parseRunId("", id), expected);
};

describe("the id of a run", () => {
  it("is projectId/pipelineName/pipelineRunId", () => {
    const ref = { projectId: PROJECT, pipelineName: "nightly", pipelineRunId: RUN };
    assert.equal(runId(ref), `${PROJECT}/nightly/${RUN}`);
  });

  for (const pipelineName of ["nightly", "...", "a?b#c%2fd", "😀".repeat(64)]) {
    it(`is parsed to what it was made of, with the pipeline ${pipelineName}`, () => {
      const ref = { projectId: PROJECT, pipelineName, pipelineRunId: RUN };
      assert.deepEqual(parseRunId("", runId(ref)), ref);
    });
  }

  for (const id of [
    "",
    "x",
    PROJECT,
    `${PROJECT}/nightly`,
    `${PROJECT}/a/${RUN}/b`,
    `${PROJECT}/a/${RUN}/`,
  ]) {
    it(`is refused when it is ${JSON.stringify(id)}, which has not three parts`, () => {
      refused(id, `${FORM}, got "${id}"`);
    });
  }

  it("is shown with 160 characters at most when it has not three parts", () => {
    refused("x".repeat(160), `${FORM}, got "${"x".repeat(160)}"`);
    refused("x".repeat(161), `${FORM}, got "${"x".repeat(160)}…"`);
  });

  it("is refused for its wrong part, which the message names", () => {
    const hex = "24 lower-case hexadecimal digits (0-9, a-f)";
    const name = '1 to 64 characters without /, \\, space, " or $, and not "." or ".."';
    refused(`p/nightly/${RUN}`, `id "p/nightly/${RUN}": projectId must be ${hex}, got "p"`);
    refused(`${PROJECT}//${RUN}`, `id "${PROJECT}//${RUN}": pipelineName must be ${name}, got ""`);
    refused(`${PROJECT}/../${RUN}`, `id "${PROJECT}/../${RUN}": pipelineName must be ${name}, got ".."`);
    refused(`${PROJECT}/nightly/`, `id "${PROJECT}/nightly/": pipelineRunId must be ${hex}, got ""`);
  });

  it("is shown with 160 characters at most when a part is wrong", () => {
    const id = `${PROJECT}/${"x".repeat(200)}/${RUN}`;
    const message = new RegExp(
      `^id "${id.slice(0, 160)}…": pipelineName must be .*, got "${"x".repeat(80)}…"$`,
    );
    assert.throws(() => parseRunId("", id), { message });
  });
});
