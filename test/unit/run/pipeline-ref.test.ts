import assert from "node:assert/strict";
import { InvalidArgumentError } from "../../../provider/index.js";
import { checkPipelineRef, describePipeline, runsPath } from "../../../provider/run/pipeline-ref.js";
import { PIPELINE } from "../../helpers/responses.js";

describe("checkPipelineRef", () => {
  it("returns both arguments, and nothing else", () => {
    const args = { ...PIPELINE, pipelineRunId: "x", other: 1 };
    assert.deepEqual(checkPipelineRef("", args), PIPELINE);
  });

  const HEX = "projectId must be 24 lower-case hexadecimal digits (0-9, a-f), got";
  const NAME =
    'pipelineName must be 1 to 64 characters without /, \\, space, " or $, and not "." or "..", got';
  const CASES: readonly (readonly [object, string])[] = [
    [{ projectId: undefined }, `${HEX} nothing`],
    [{ projectId: 5, pipelineName: 5 }, `${HEX} number 5`],
    [{ pipelineName: "a/b" }, `${NAME} "a/b"`],
    [{ pipelineName: null }, `${NAME} null`],
  ];
  for (const [patch, message] of CASES) {
    it(`refuses ${JSON.stringify(patch)}`, () => {
      assert.throws(
        () => checkPipelineRef("getRuns: ", { ...PIPELINE, ...patch }),
        new InvalidArgumentError(`getRuns: ${message}`),
      );
    });
  }
});

describe("describePipeline", () => {
  it("names pipeline and project, on one line", () => {
    assert.equal(
      describePipeline({ ...PIPELINE, pipelineName: "a\nb" }),
      `pipeline "a\\nb" in project ${PIPELINE.projectId}`,
    );
  });
});

describe("runsPath", () => {
  it("encodes each segment", () => {
    assert.equal(
      runsPath({ ...PIPELINE, pipelineName: "ä?#%;&" }),
      `/api/atlas/v2/groups/${PIPELINE.projectId}/pipelines/%C3%A4%3F%23%25%3B%26/runs`,
    );
  });
});
