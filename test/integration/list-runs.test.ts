import assert from "node:assert/strict";
import {
  AtlasApiError,
  AtlasContentError,
  getDataLakePipelineRuns,
  getLatestDataLakePipelineRun,
  NoMatchingRunError,
} from "../../provider/index.js";
import { KINDS, RUN, RUN_ARGS, startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { rejection, setConfig } from "../helpers/loopback.js";

const { projectId, pipelineName } = RUN_ARGS;
const ARGS = { projectId, pipelineName };
const hexId = (n: number): string => n.toString(16).padStart(24, "0");
const minute = (n: number): string => new Date(Date.UTC(2025, 0, 1, 0, n)).toISOString();
const LIST_PATH = `/api/atlas/v2/groups/${projectId}/pipelines/${pipelineName}/runs`;

describe("the list of a pipeline's runs", () => {
  let test: TestAtlas;

  beforeEach(async () => {
    test = await startTestAtlas({ runs: [] });
    setConfig(test.config("accessToken"));
  });

  afterEach(() => test.atlas.close());

  /** Run n is created in minute n. */
  const add = (
    from: number,
    to: number,
    patch: (n: number) => Partial<typeof RUN.run> = () => ({}),
  ): void => {
    for (let n = from; n < to; n++) {
      const run = { ...RUN.run, _id: hexId(n), createdDate: minute(n), state: "DONE", ...patch(n) };
      test.atlas.setRun({ projectId, pipelineName, run });
    }
  };
  /** Does something once the request for a page has come and before it gets its response. */
  const whilePageIsRead = (pageNum: number, change: () => void): void => {
    test.atlas.fail({ type: "delay", milliseconds: 100 }, { times: pageNum });
    const timer = setInterval(() => {
      if (test.atlas.requests.length < pageNum) return;
      clearInterval(timer);
      change();
    }, 5);
  };
  const idsOf = (results: readonly { pipelineRunId: string }[]): string[] =>
    results.map((run) => run.pipelineRunId);
  const ids = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, n) => hexId(to - 1 - n));

  context("when there are several pages", () => {
    for (const kind of KINDS) {
      it(`lists 1,234 runs over three pages, the newest first, with ${kind}`, async () => {
        add(0, 1234);
        setConfig(test.config(kind));
        const { results, ...rest } = await getDataLakePipelineRuns(ARGS);
        assert.deepEqual(rest, ARGS);
        assert.deepEqual(idsOf(results), ids(0, 1234));
        const lists = test.atlas.requests.filter((r) => r.path === LIST_PATH && r.status === 200);
        assert.equal(lists.length, 3);
      });
    }

    it("gives each run all the fields of a single read", async () => {
      add(0, 1);
      const { results } = await getDataLakePipelineRuns(ARGS);
      const { _id, groupId, ...fields } = {
        ...RUN.run,
        _id: hexId(0),
        createdDate: minute(0),
        state: "DONE",
      };
      const id = `${projectId}/${pipelineName}/${_id}`;
      assert.deepEqual(results, [{ id, ...ARGS, pipelineRunId: _id, ...fields }]);
    });

    it("asks for no page after one that is just full", async () => {
      add(0, 1000);
      assert.equal((await getDataLakePipelineRuns(ARGS)).results.length, 1000);
      assert.equal(test.atlas.requests.length, 2);
    });

    it("lists none twice and loses none when runs are added between pages", async () => {
      add(0, 1000);
      whilePageIsRead(2, () => {
        add(1000, 1007);
      });
      assert.deepEqual(idsOf((await getDataLakePipelineRuns(ARGS)).results), ids(0, 1000));
    });

    it("loses none when runs are removed between pages", async () => {
      add(0, 1000);
      whilePageIsRead(2, () => {
        for (const n of [990, 991, 992]) test.atlas.removeRun(projectId, pipelineName, hexId(n));
      });
      const found = idsOf((await getDataLakePipelineRuns(ARGS)).results);
      assert.deepEqual(found, [...ids(993, 1000), ...ids(0, 990)]);
    });
  });

  context("when Atlas takes too long to count the runs", () => {
    const tooSlow = { errorCode: "TIMEOUT_WHILE_PAGING", detail: "Retry with includeCount=false." };

    it("lists them all without a count, after one request with it", async () => {
      add(0, 1001);
      test.atlas.fail({ type: "status", status: 500, error: tooSlow }, { times: 1 });
      assert.deepEqual(idsOf((await getDataLakePipelineRuns(ARGS)).results), ids(0, 1001));
      const queries = test.atlas.requests.map(({ query }) => `${query["pageNum"]} ${query["includeCount"]}`);
      assert.deepEqual(queries, ["1 true", "1 false", "2 false", "3 false"]);
    });

    it("fails if Atlas says so without a count as well", async () => {
      test.atlas.fail({ type: "status", status: 500, error: tooSlow });
      const error = await rejection(getDataLakePipelineRuns(ARGS));
      assert.equal(error["errorCode"], "TIMEOUT_WHILE_PAGING");
      assert.equal(test.atlas.requests.length, 2);
    });
  });

  context("when runs are filtered", () => {
    it("keeps the runs in one state or in one of several", async () => {
      add(0, 9, (n) => ({ state: ["DONE", "FAILED", "PENDING"][n % 3] ?? "" }));
      const failed = await getDataLakePipelineRuns({ ...ARGS, state: "FAILED" });
      assert.deepEqual(idsOf(failed.results), [7, 4, 1].map(hexId));
      const both = await getDataLakePipelineRuns({ ...ARGS, state: ["FAILED", "PENDING"] });
      assert.deepEqual(idsOf(both.results), [8, 7, 5, 4, 2, 1].map(hexId));
    });

    it("lets Atlas leave out those that are not created before a time", async () => {
      add(0, 9);
      const { results } = await getDataLakePipelineRuns({
        ...ARGS,
        createdBefore: "2025-01-01T01:03:00+01:00",
      });
      assert.deepEqual(idsOf(results), [2, 1, 0].map(hexId));
    });
  });

  context("when the list cannot be had", () => {
    it("names the pipeline that does not exist, and what to check", async () => {
      add(0, 1);
      const error = await rejection(getDataLakePipelineRuns({ ...ARGS, pipelineName: "weekly" }));
      assert.ok(error instanceof AtlasApiError);
      assert.equal(error.code, "NOT_FOUND");
      assert.match(error.message, /^404 from Atlas: no such pipeline weekly in project /);
      assert.match(error.message, /\. Check projectId and pipelineName$/);
    });

    it("names each wrong field with its position", async () => {
      const results = [RUN.run, { ...RUN.run, snapshotId: "x" }];
      test.atlas.fail({ type: "raw", body: JSON.stringify({ results, links: [] }) });
      const error = await rejection(getDataLakePipelineRuns(ARGS));
      assert.ok(error instanceof AtlasContentError);
      assert.deepEqual(error.problems, [
        'results[1].snapshotId: expected 24 lower-case hexadecimal digits (0-9, a-f), got "x"',
      ]);
    });

    it("gives up on a server whose list never ends", async () => {
      let page = 0;
      const body = (): string => {
        const results = Array.from({ length: 2 }, (_, n) => ({ _id: hexId(2 * page + n) }));
        page += 1;
        return JSON.stringify({ results, links: [{ rel: "next", href: "" }] });
      };
      for (let n = 0; n < 201; n++) test.atlas.fail({ type: "raw", body: body() }, { times: 1 });
      const error = await rejection(getDataLakePipelineRuns(ARGS));
      assert.equal(error["code"], "UNEXPECTED_CONTENT");
      assert.match(error.message, /^more than 200 pages, reading the runs of pipeline nightly in project /);
      assert.equal(test.atlas.requests.length, 200);
    });
  });

  context("when the latest run is asked for", () => {
    it("costs one request if the first page has the run", async () => {
      add(0, 1234, (n) => ({ state: n > 1230 ? "IN_PROGRESS" : "DONE" }));
      const run = await getLatestDataLakePipelineRun(ARGS);
      assert.equal(run.pipelineRunId, hexId(1230));
      assert.equal(run.id, `${projectId}/${pipelineName}/${hexId(1230)}`);
      assert.equal(test.atlas.requests.length, 1);
    });

    it("reads on as far as it has to", async () => {
      add(0, 1234, (n) => ({ state: n > 600 ? "FAILED" : "DONE" }));
      assert.equal((await getLatestDataLakePipelineRun(ARGS)).pipelineRunId, hexId(600));
      assert.equal(test.atlas.requests.length, 2);
    });

    it("finds the latest in another state, or in one of several", async () => {
      add(0, 9, (n) => ({ state: ["DONE", "FAILED", "PENDING"][n % 3] ?? "" }));
      const latest = async (state: "FAILED" | ("FAILED" | "PENDING")[]): Promise<string> =>
        (await getLatestDataLakePipelineRun({ ...ARGS, state })).pipelineRunId;
      assert.equal(await latest("FAILED"), hexId(7));
      assert.equal(await latest(["FAILED", "PENDING"]), hexId(8));
    });

    it("counts the runs by state if none is in it", async () => {
      add(0, 5, (n) => ({ state: n < 3 ? "FAILED" : "IN_PROGRESS" }));
      const error = await rejection(getLatestDataLakePipelineRun(ARGS));
      assert.ok(error instanceof NoMatchingRunError);
      assert.equal(
        error.message,
        `no DONE run: pipeline nightly in project ${projectId} has 3 FAILED, 2 IN_PROGRESS`,
      );
      assert.deepEqual(error.counts, { FAILED: 3, IN_PROGRESS: 2 });
    });

    it("says so if the pipeline has no runs", async () => {
      add(0, 1);
      test.atlas.removeRun(projectId, pipelineName, hexId(0));
      const error = await rejection(getLatestDataLakePipelineRun(ARGS));
      assert.match(error.message, /^no DONE run: .* has no runs$/);
    });
  });
});
