import assert from "node:assert/strict";
import { describePipeline, runsPath } from "../../../provider/run/pipeline-ref.js";
import { PIPELINE } from "../../helpers/responses.js";

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
