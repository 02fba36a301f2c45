import assert from "node:assert/strict";
import { examplePipelineRun, type LocalAtlas, type LocalRun } from "../../provider/testing/index.js";
import { LIST_PATH, read, useLocalAtlas, type Reply } from "../helpers/local-atlas-client.js";

const id = (n: number): string => n.toString(16).padStart(24, "0");
const day = (n: number): string => new Date(Date.UTC(2025, 0, n)).toISOString();
const nth = (n: number): LocalRun => ({ ...examplePipelineRun, run: { _id: id(n), createdDate: day(n) } });

describe("the local Atlas and the list of runs", () => {
  const start = useLocalAtlas();
  let atlas: LocalAtlas;

  const list = (query = ""): Promise<Reply> => read(`${atlas.baseUrl}${LIST_PATH}${query}`);
  const ids = ({ json }: Reply): number[] =>
    (json["results"] as { _id: string }[]).map(({ _id }) => parseInt(_id, 16));
  const links = ({ json }: Reply): Record<string, string> =>
    Object.fromEntries(
      (json["links"] as { rel: string; href: string }[]).map(({ rel, href }) => [rel, href]),
    );

  beforeEach(async () => {
    atlas = await start({ runs: [3, 1, 5, 2, 4].map(nth) });
  });

  it("has all runs of the pipeline, newest first, one without a date last, up to 100 or itemsPerPage", async () => {
    atlas.setRun({ ...examplePipelineRun, run: { _id: id(9) } });
    atlas.setRun({ ...nth(7), pipelineName: "weekly" });
    assert.deepEqual(ids(await list()), [5, 4, 3, 2, 1, 9]);
    for (let n = 10; n <= 510; n++) atlas.setRun(nth(n));
    const [usual, most] = [await list(), await list("?itemsPerPage=500")];
    assert.deepEqual([ids(usual).length, ids(most).length, most.json["totalCount"]], [100, 500, 507]);
  });

  it("links each page to itself, the next and the previous, and counts all runs on each, also beyond the last", async () => {
    const first = await list("?itemsPerPage=2");
    const second = await read(links(first)["next"] ?? "");
    const beyond = await list("?itemsPerPage=2&pageNum=9");
    assert.deepEqual([first, second, beyond].map(ids), [[5, 4], [3, 2], []]);
    const rels = [first, second, beyond].map((reply) => Object.keys(links(reply)).join(" "));
    assert.deepEqual(rels, ["self next", "self previous next", "self previous"]);
    assert.equal(links(second)["previous"], `${atlas.baseUrl}${LIST_PATH}?pageNum=1&itemsPerPage=2`);
    assert.equal(beyond.json["totalCount"], 5);
    assert.equal((await list("?includeCount=false")).json["totalCount"], undefined);
  });

  const CREATED: Readonly<Record<string, readonly number[]>> = {
    [day(3)]: [2, 1],
    "2025-01-03T02:00:00.001%2B02:00": [3, 2, 1],
  };
  for (const [date, expected] of Object.entries(CREATED)) {
    it(`has and counts only runs created before ${date} with createdBefore`, async () => {
      const reply = await list(`?createdBefore=${date}`);
      assert.deepEqual([ids(reply), reply.json["totalCount"]], [expected, expected.length]);
    });
  }

  const INVALID: Readonly<Record<string, readonly string[]>> = {
    pageNum: ["0", "1.5", "x", ""],
    itemsPerPage: ["0", "501", "1e2"],
    createdBefore: ["yesterday", "2025-01-01", "2025-13-01T00:00:00Z", "2025-01-01T00:00:00"],
  };
  for (const [name, values] of Object.entries(INVALID)) {
    it(`refuses ${name}=${values.join(" or ")} with 400`, async () => {
      for (const value of values) {
        const { status, json } = await list(`?${name}=${value}`);
        assert.deepEqual(
          [status, json["errorCode"], json["parameters"]],
          [400, "VALIDATION_ERROR", [name, value]],
        );
      }
    });
  }
});
