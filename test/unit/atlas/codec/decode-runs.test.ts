import assert from "node:assert/strict";
import { decodeRunsPage } from "../../../../provider/atlas/codec/decode-runs.js";
import { hexId } from "../../../helpers/runs.js";

const run = (n: number, fields: object = {}): object => ({ _id: hexId(n), ...fields });
const HEX = "expected 24 lower-case hexadecimal digits (0-9, a-f)";
const COUNT =
  "expected an integer from -(2^53 - 1) to 2^53 - 1, beyond which the Pulumi engine cannot hold a number exactly";
const KNOWN = "(known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)";
const EMPTY = { runs: [], totalCount: undefined, hasNext: undefined };

describe("decodeRunsPage", () => {
  it("decodes runs with their documented fields only", () => {
    const results = [
      run(1, { state: "DONE", links: [], stats: { numDocs: 5, extra: 1 }, phase: null }),
      run(2, { datasetRetentionPolicy: { units: "DAYS", value: 3, extra: 1 } }),
    ];
    const runs = [
      run(1, { state: "DONE", stats: { numDocs: 5 } }),
      run(2, { datasetRetentionPolicy: { units: "DAYS", value: 3 } }),
    ];
    assert.deepEqual(decodeRunsPage({ results, totalCount: 2, extra: 1 }), {
      ok: true,
      value: { runs, totalCount: 2, hasNext: undefined },
      warnings: [],
    });
  });

  it("reads null as missing", () => {
    const page = decodeRunsPage({ results: [], totalCount: null, links: null });
    assert.deepEqual(page, { ok: true, value: EMPTY, warnings: [] });
  });

  const LINKS: readonly (readonly [readonly object[], boolean | undefined])[] = [
    [[], undefined],
    [[{ rel: "self", href: "x" }, { rel: null }, { rel: "NEXT" }], false],
    [[{ rel: "previous" }, { rel: "next" }], true],
  ];
  for (const [links, hasNext] of LINKS) {
    it(`has hasNext ${String(hasNext)} for the links ${JSON.stringify(links)}`, () => {
      const page = decodeRunsPage({ results: [], links });
      assert.deepEqual(page, { ok: true, value: { ...EMPTY, hasNext }, warnings: [] });
    });
  }

  it("keeps undocumented values, and warns of each once", () => {
    const results = [
      run(1, { state: "PAUSED" }),
      run(2, { state: "PAUSED" }),
      run(3, { state: "STOPPED", phase: "CLEANUP" }),
    ];
    assert.deepEqual(decodeRunsPage({ results }), {
      ok: true,
      value: { ...EMPTY, runs: results },
      warnings: [
        `state has the unknown value "PAUSED" ${KNOWN}`,
        'phase has the unknown value "CLEANUP" (known: SNAPSHOT, EXPORT, INGESTION)',
        `state has the unknown value "STOPPED" ${KNOWN}`,
      ],
    });
  });

  const WRONG: readonly (readonly [unknown, ...string[]])[] = [
    [null, "the body: expected an object, got null"],
    [{ runs: [] }, "results: expected an array, got nothing"],
    [{ results: {} }, "results: expected an array, got an object"],
    [
      { results: [run(0), { state: "DONE" }, { _id: null }] },
      `results[1]._id: ${HEX}, got nothing`,
      `results[2]._id: ${HEX}, got null`,
    ],
    [
      { results: [run(3, { state: 7, stats: { numDocs: "1" } })] },
      "results[0].state: expected a string of valid Unicode, got number 7",
      `results[0].stats.numDocs: ${COUNT}, got "1"`,
    ],
    [{ results: [], totalCount: 1.5 }, `totalCount: ${COUNT}, got number 1.5`],
    [{ results: [], links: "next" }, 'links: expected an array, got "next"'],
    [
      { results: [], links: [{ rel: "self" }, { rel: 1 }, 2] },
      "links[1].rel: expected a string of valid Unicode, got number 1",
      "links[2]: expected an object, got number 2",
    ],
  ];
  for (const [body, ...problems] of WRONG) {
    it(`names the path of each problem of ${JSON.stringify(body)}`, () => {
      assert.deepEqual(decodeRunsPage(body), { ok: false, problems });
    });
  }
});
