import assert from "node:assert/strict";
import { AtlasApiError, getDataLakePipelineRun } from "../../provider/index.js";
import { RUN, RUN_ARGS, startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { rejection, setConfig } from "../helpers/loopback.js";

describe("responses of Atlas", () => {
  let test: TestAtlas;

  beforeEach(async () => {
    test = await startTestAtlas();
    setConfig(test.config("accessToken"));
  });

  afterEach(() => test.atlas.close());

  it("gives every field of the reference page's example", async () => {
    const { _id, groupId, ...fields } = RUN.run;
    const expected = { id: `${RUN.projectId}/nightly/${_id}`, ...RUN_ARGS, ...fields };
    assert.equal(groupId, RUN.projectId);
    assert.deepEqual(await getDataLakePipelineRun(RUN_ARGS), expected);
  });

  it("gives Atlas' own words in the fields of an error", async () => {
    const error = {
      errorCode: "SOME_CODE",
      detail: "Some detail.",
      reason: "Some reason",
      parameters: ["a", 1],
    };
    test.atlas.fail({ type: "status", status: 400, error });
    const thrown = await rejection(getDataLakePipelineRun(RUN_ARGS));
    assert.ok(thrown instanceof AtlasApiError);
    const { errorCode, detail, reason, parameters } = thrown;
    assert.deepEqual({ errorCode, detail, reason, parameters }, error);
  });
});
