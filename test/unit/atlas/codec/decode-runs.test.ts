import assert from "node:assert/strict";
import sinon from "sinon";
import { decodeRunsPage } from "../../../../provider/atlas/codec/decode-runs.js";
import { hexId } from "../../../helpers/responses.js";

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
    [[{ rel: "self", href: "x" }, { rel: "previous" }], false],
    [[{ rel: "self" }, { rel: null }], undefined],
    [[{ rel: "self" }, { rel: "NEXT" }], undefined],
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

  it("warns of the first 20 undocumented values", () => {
    const results = Array.from({ length: 5_000 }, (_, n) => run(n, { state: `S${n}`, phase: `P${n}` }));
    const show = sinon.fake(() => "x");
    const page = decodeRunsPage({ results }, show);
    assert.ok(page.ok);
    assert.equal(page.value.runs.length, 5_000);
    assert.deepEqual([page.warnings.length, show.callCount], [20, 20]);
  });

  it("shows an undocumented value of 5,000 runs once", () => {
    const show = sinon.fake(() => "x");
    decodeRunsPage({ results: Array.from({ length: 5_000 }, (_, n) => run(n, { state: "PAUSED" })) }, show);
    assert.equal(show.callCount, 1);
  });

  for (const field of ["results", "links"]) {
    it(`decodes no further item of ${field} after 20 problems`, () => {
      let decoded = 0;
      const item = (): object => ({
        get [field === "links" ? "rel" : "_id"]() {
          decoded += 1;
          return 7;
        },
      });
      const page = decodeRunsPage({ results: [], [field]: Array.from({ length: 5_000 }, item) });
      assert.ok(!page.ok);
      assert.ok(page.problems.length > 20 && page.problems.length < 60, String(page.problems.length));
      assert.ok(decoded < 200, `${decoded} reads of the field`);
    });

    it(`finds more than 20 problems in ${field} of 5,000 numbers`, () => {
      const show = sinon.fake(() => "x");
      const page = decodeRunsPage({ results: [], [field]: Array.from({ length: 5_000 }, () => 1) }, show);
      assert.ok(!page.ok);
      assert.ok(page.problems.length > 20 && page.problems.length < 60, String(page.problems.length));
      assert.ok(show.callCount < 60, `${show.callCount} values shown`);
    });
  }

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
