import assert from "node:assert/strict";
import {
  examplePipelineRun,
  startLocalAtlas,
  type BadRequestDetail,
  type LocalAtlas,
  type LocalRun,
} from "../../provider/testing/index.js";
import { CONTENT_TYPE, TOKEN, read, runPath, type Reply } from "../helpers/local-atlas-client.js";

const LIST = runPath().replace(/\/\w+$/, "");
const id = (n: number): string => n.toString(16).padStart(24, "0");
const day = (n: number): string => new Date(Date.UTC(2025, 0, n)).toISOString();
const nth = (n: number): LocalRun => ({ ...examplePipelineRun, run: { _id: id(n), createdDate: day(n) } });

describe("the local Atlas and the list of runs", () => {
  let atlas: LocalAtlas;

  const list = (query = ""): Promise<Reply> => read(`${atlas.baseUrl}${LIST}${query}`);
  const ids = ({ json }: Reply): number[] =>
    (json["results"] as { _id: string }[]).map(({ _id }) => parseInt(_id, 16));
  const links = ({ json }: Reply): Record<string, string> =>
    Object.fromEntries(
      (json["links"] as { rel: string; href: string }[]).map(({ rel, href }) => [rel, href]),
    );

  beforeEach(async () => {
    const runs = [3, 1, 5, 2, 4].map(nth);
    atlas = await startLocalAtlas({ runs, accessTokens: [{ token: TOKEN }, { token: "member", roles: [] }] });
  });

  afterEach(() => atlas.close());

  it("serves all runs on one page, newest first", async () => {
    const reply = await list();
    assert.deepEqual(ids(reply), [5, 4, 3, 2, 1]);
    assert.equal(reply.json["totalCount"], 5);
    assert.deepEqual(Object.keys(links(reply)), ["self"]);
    assert.deepEqual([reply.status, reply.headers["content-type"]], [200, CONTENT_TYPE]);
  });

  it("puts a run without a date last", async () => {
    atlas.setRun({ ...examplePipelineRun, run: { _id: id(9) } });
    assert.deepEqual(ids(await list()), [5, 4, 3, 2, 1, 9]);
  });

  it("serves no runs of other pipelines, and none of one whose runs are removed", async () => {
    atlas.setRun({ ...nth(7), pipelineName: "weekly" });
    for (const n of [1, 2, 3, 4, 5]) atlas.removeRun(examplePipelineRun.projectId, "nightly", id(n));
    const { json } = await list();
    assert.deepEqual([json["results"], json["totalCount"]], [[], 0]);
  });

  context("when the list is paged", () => {
    it("links each page to the next and the previous", async () => {
      const first = await list("?itemsPerPage=2");
      const second = await read(links(first)["next"] ?? "");
      const third = await read(links(second)["next"] ?? "");
      assert.deepEqual([first, second, third].map(ids), [[5, 4], [3, 2], [1]]);
      assert.deepEqual(
        [first, second, third].map((reply) => Object.keys(links(reply))),
        [
          ["self", "next"],
          ["self", "previous", "next"],
          ["self", "previous"],
        ],
      );
      assert.deepEqual(ids(await read(links(third)["previous"] ?? "")), [3, 2]);
    });

    it("puts the parameters of the page last in its links, as Atlas does", async () => {
      const first = await list("?itemsPerPage=2&includeCount=true");
      const [self, next] = [links(first)["self"] ?? "", links(first)["next"] ?? ""].map(
        (link) => new URL(link).search,
      );
      assert.deepEqual(
        [self, next],
        ["?includeCount=true&pageNum=1&itemsPerPage=2", "?includeCount=true&itemsPerPage=2&pageNum=2"],
      );
    });

    it("counts all runs on every page, also beyond the last", async () => {
      const beyond = await list("?itemsPerPage=2&pageNum=9");
      assert.deepEqual([ids(beyond), beyond.json["totalCount"]], [[], 5]);
    });

    it("has 100 runs on a page by default, and up to 500 with itemsPerPage", async () => {
      for (let n = 6; n <= 501; n++) atlas.setRun(nth(n));
      assert.equal(ids(await list()).length, 100);
      const most = await list("?itemsPerPage=500");
      assert.deepEqual([ids(most).length, most.json["totalCount"]], [500, 501]);
    });
  });

  it("leaves out the count with includeCount=false", async () => {
    const { json } = await list("?includeCount=false");
    assert.deepEqual(Object.keys(json), ["links", "results"]);
  });

  context("when createdBefore is given", () => {
    const dates = {
      [day(3)]: [2, 1],
      "2025-01-03T02:00:00.001%2B02:00": [3, 2, 1],
      "2024-12-31T23:59:59Z": [],
    };
    for (const [date, expected] of Object.entries(dates)) {
      it(`serves only runs created before ${date}`, async () => {
        const reply = await list(`?createdBefore=${date}`);
        assert.deepEqual([ids(reply), reply.json["totalCount"]], [expected, expected.length]);
      });
    }
  });

  context("when a query parameter is not valid", () => {
    const BAD = {
      pageNum: ["0", "-1", "1.5", "x", ""],
      itemsPerPage: ["0", "501", "1e2", ""],
      createdBefore: ["yesterday", "2025-01-01", "2025-13-01T00:00:00Z", "2025-01-01T00:00:00", ""],
    };
    for (const [name, value] of Object.entries(BAD).flatMap(([name, values]) =>
      values.map((v) => [name, v] as const),
    )) {
      it(`refuses ${name}=${value} with 400`, async () => {
        const { status, json } = await list(`?${name}=${value}`);
        assert.deepEqual([status, json["parameters"]], [400, [name, value]]);
        const { fields } = json["badRequestDetail"] as BadRequestDetail;
        assert.deepEqual([json["errorCode"], fields.map(({ field }) => field)], ["VALIDATION_ERROR", [name]]);
      });
    }
  });

  it("checks a list as it checks a run", async () => {
    const status = async (path: string, headers = {}): Promise<number> =>
      (await read(atlas.baseUrl + path, headers)).status;
    assert.equal(await status(LIST, { authorization: "Bearer x" }), 401);
    assert.equal(await status(LIST, { accept: "*/*" }), 406);
    assert.equal(await status(LIST.replace("nightly", "a$b")), 400);
    assert.equal(await status(LIST, { authorization: "Bearer member" }), 401);
    assert.equal(await status(LIST.replace("nightly", "weekly")), 404);
  });
});
