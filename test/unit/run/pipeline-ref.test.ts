import assert from "node:assert/strict";
import { InvalidArgumentError } from "../../../provider/index.js";
import { checkPipelineRef, describePipeline, runsPath } from "../../../provider/run/pipeline-ref.js";
import { PIPELINE } from "../../helpers/responses.js";

describe("checkPipelineRef", () => {
  it("returns both arguments, and nothing else", () => {
    const args = { ...PIPELINE, pipelineRunId: "x", other: 1 };
    assert.deepEqual(checkPipelineRef("", args), PIPELINE);
  });

  const NAME = 'pipelineName must be 1 to 64 characters without /, \\, space, " or $, and not "." or ".."';
  const CASES: readonly (readonly [object, string])[] = [
    [{ projectId: undefined }, "projectId must be 24 lower-case hexadecimal digits (0-9, a-f), got nothing"],
    [
      { projectId: "A".repeat(24) },
      `projectId must be 24 lower-case hexadecimal digits (0-9, a-f), got "${"A".repeat(24)}"`,
    ],
    [
      { projectId: 5, pipelineName: 5 },
      "projectId must be 24 lower-case hexadecimal digits (0-9, a-f), got number 5",
    ],
    [{ pipelineName: "" }, `${NAME}, got ""`],
    [{ pipelineName: ".." }, `${NAME}, got ".."`],
    [{ pipelineName: "a/b" }, `${NAME}, got "a/b"`],
    [{ pipelineName: null }, `${NAME}, got null`],
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
