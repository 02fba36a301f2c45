import assert from "node:assert/strict";
import {
  getDataLakePipelineRun,
  getDataLakePipelineRuns,
  getLatestDataLakePipelineRun,
  requireField,
} from "../../../../provider/index.js";
import { setStackConfig, useFunctions } from "../../../helpers/functions.js";
import { useMocks } from "../../../helpers/mocks.js";
import { FIELDS, ID, REF } from "../../../helpers/responses.js";

const ABSENT = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, undefined]));
const PIPELINE = { projectId: REF.projectId, pipelineName: REF.pipelineName };
const OTHER = "32b6e34b3d91647abb20e7c0";

for (const preview of [false, true]) {
  describe(`the functions with mocks, in ${preview ? "a preview" : "an update"}`, () => {
    const test = useFunctions();
    const mocks = useMocks(preview);

    beforeEach(() => {
      // Mocks need no credentials.
      setStackConfig({});
    });

    afterEach(() => {
      assert.ok(test.get.notCalled, "a request was sent");
    });

    const tokenOf = (name: string): string => `mongodbatlas:index/${name}:${name}`;

    it("getDataLakePipelineRun calls the mock with its arguments and the token of 3.x", async () => {
      mocks.results = [{ state: "DONE", datasetName: "d" }];
      const args = { ...REF, expectedState: ["DONE"] } as const;
      const expected = { id: ID, ...REF, ...ABSENT, state: "DONE", datasetName: "d" };
      assert.deepEqual(await getDataLakePipelineRun(args), expected);
      assert.deepEqual(mocks.calls, [
        { token: tokenOf("getDataLakePipelineRun"), inputs: args, provider: "" },
      ]);
    });

    it("getDataLakePipelineRuns returns the runs of the mock, and getLatestDataLakePipelineRun its run", async () => {
      const other = { pipelineRunId: OTHER, state: "FAILED", stats: { numDocs: 5 } };
      mocks.results = [{ results: [other, REF] }, {}, other];
      const args = { ...PIPELINE, state: "FAILED" } as const;
      const { results, ...pipeline } = await getDataLakePipelineRuns(args);
      assert.deepEqual(pipeline, PIPELINE);
      const otherId = ID.replace(REF.pipelineRunId, OTHER);
      assert.deepEqual(Object.fromEntries(results.map(({ id, state }) => [id, state])), {
        [otherId]: "FAILED",
        [ID]: undefined,
      });
      assert.deepEqual(await getDataLakePipelineRuns(PIPELINE), { ...PIPELINE, results: [] });
      const run = await getLatestDataLakePipelineRun(args);
      assert.deepEqual([run.id, run.stats], [otherId, { bytesExported: undefined, numDocs: 5 }]);
      const [list, , latest] = mocks.calls;
      assert.deepEqual(list, { token: tokenOf("getDataLakePipelineRuns"), inputs: args, provider: "" });
      assert.equal(latest?.token, tokenOf("getLatestDataLakePipelineRun"));
    });

    it("expectedState and requireField reject a run of the mock in another state, without the field", async () => {
      mocks.results = [{ state: "FAILED" }, { state: "PENDING" }];
      const read = getDataLakePipelineRun({ ...REF, expectedState: "DONE" });
      await assert.rejects(read, { code: "UNEXPECTED_STATE" });
      const run = await getDataLakePipelineRun(REF);
      assert.throws(() => requireField(run, "datasetName"), { code: "MISSING_FIELD" });
    });

    it("refuse arguments and options that are wrong, as without mocks", async () => {
      await assert.rejects(getDataLakePipelineRun({ ...REF, projectId: "p" }), { code: "INVALID_ARGUMENT" });
      const options = { timeout: 1 } as object;
      await assert.rejects(getLatestDataLakePipelineRun(PIPELINE, options), { code: "INVALID_ARGUMENT" });
      assert.deepEqual(mocks.calls, []);
    });
  });
}
