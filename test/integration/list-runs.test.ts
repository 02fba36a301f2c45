import assert from "node:assert/strict";
import { getDataLakePipelineRuns } from "../../provider/index.js";
import { RUN, RUN_ARGS, useTestAtlas } from "../helpers/local-atlas.js";
import { setConfig } from "../helpers/functions.js";
import { hexId } from "../helpers/responses.js";

const { projectId, pipelineName } = RUN_ARGS;
const ARGS = { projectId, pipelineName };
const minute = (n: number): string => new Date(Date.UTC(2025, 0, 1, 0, n)).toISOString();

describe("the list of a pipeline's runs", () => {
  const test = useTestAtlas({ runs: [] });

  beforeEach(() => {
    setConfig(test.config("accessToken"));
  });

  /** Run n is created in minute n. */
  const add = (from: number, to: number): void => {
    for (let n = from; n < to; n++) {
      const run = { ...RUN.run, _id: hexId(n), createdDate: minute(n) };
      test.atlas.setRun({ projectId, pipelineName, run });
    }
  };
  const list = async (createdBefore?: string): Promise<string[]> => {
    const { results } = await getDataLakePipelineRuns({ ...ARGS, ...(createdBefore && { createdBefore }) });
    return results.map((run) => run.pipelineRunId);
  };
  const ids = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, n) => hexId(to - 1 - n));

  it("has the runs before a time over three pages, the newest first", async () => {
    add(0, 1240);
    assert.deepEqual(await list("2025-01-01T21:34:00+01:00"), ids(0, 1234));
    const queries = test.atlas.requests.map(({ query }) => `${query["pageNum"]} ${query["includeCount"]}`);
    assert.deepEqual(queries, ["1 false", "2 false", "3 false"]);
  });

  it("gives each run all the fields of a single read", async () => {
    add(0, 1);
    const { _id, groupId, ...fields } = { ...RUN.run, _id: hexId(0), createdDate: minute(0) };
    const run = { id: `${projectId}/${pipelineName}/${_id}`, ...ARGS, pipelineRunId: _id, ...fields };
    assert.deepEqual(await getDataLakePipelineRuns(ARGS), { ...ARGS, results: [run] });
  });

  it("lists none twice and loses none when runs are added between pages", async () => {
    add(0, 1000);
    // Once the request for the second page has come and before it gets its response.
    test.atlas.fail({ type: "delay", milliseconds: 100 }, { times: 2 });
    const timer = setInterval(() => {
      if (test.atlas.requests.length < 2) return;
      clearInterval(timer);
      add(1000, 1007);
    }, 5);
    assert.deepEqual(await list(), ids(0, 1000));
    assert.equal(test.atlas.requests.length, 3);
  });
});
