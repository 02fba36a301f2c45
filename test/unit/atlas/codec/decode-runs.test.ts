import assert from "node:assert/strict";
import { decodeRunsPage } from "../../../../provider/atlas/codec/decode-runs.js";
import { hexId } from "../../../helpers/runs.js";

const run = (n: number, fields: object = {}): object => ({ _id: hexId(n), ...fields });
const HEX = "expected 24 lower-case hexadecimal digits (0-9, a-f)";
const COUNT =
  "expected an integer from -(2^53 - 1) to 2^53 - 1, " +
  "beyond which the Pulumi engine cannot hold a number exactly";
const KNOWN = "(known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)";

describe("decodeRunsPage", () => {
  context("when the body is a page", () => {
    const CASES: readonly { what: string; body: object; page: object }[] = [
      {
        what: "no runs",
        body: { results: [] },
        page: { runs: [], totalCount: undefined, hasNext: undefined },
      },
      {
        what: "runs with their documented fields only",
        body: {
          results: [
            run(1, { state: "DONE", links: [], stats: { numDocs: 5, extra: 1 }, phase: null }),
            run(2, { datasetRetentionPolicy: { units: "DAYS", value: 3, extra: 1 } }),
          ],
          totalCount: 2,
          extra: 1,
        },
        page: {
          runs: [
            run(1, { state: "DONE", stats: { numDocs: 5 } }),
            run(2, { datasetRetentionPolicy: { units: "DAYS", value: 3 } }),
          ],
          totalCount: 2,
          hasNext: undefined,
        },
      },
      {
        what: "null for what is not there",
        body: { results: [], totalCount: null, links: null },
        page: { runs: [], totalCount: undefined, hasNext: undefined },
      },
    ];
    for (const { what, body, page } of CASES) {
      it(`gives ${what}`, () => {
        assert.deepEqual(decodeRunsPage(body), { ok: true, value: page, warnings: [] });
      });
    }
  });

  context("when there are links", () => {
    const CASES: readonly { links: readonly object[]; hasNext: boolean | undefined }[] = [
      { links: [], hasNext: undefined },
      { links: [{ rel: "self", href: "x" }], hasNext: false },
      { links: [{ rel: "previous" }, { rel: "next" }], hasNext: true },
      { links: [{ href: "x" }, { rel: null }], hasNext: false },
      { links: [{ rel: "NEXT" }], hasNext: false },
    ];
    for (const { links, hasNext } of CASES) {
      it(`reads ${JSON.stringify(links)} as ${String(hasNext)}`, () => {
        const decoded = decodeRunsPage({ results: [], links });
        assert.deepEqual(decoded.ok && decoded.value.hasNext, hasNext);
      });
    }
  });

  context("when values are not documented", () => {
    it("keeps them, and warns once of each", () => {
      const results = [
        run(1, { state: "PAUSED" }),
        run(2, { state: "PAUSED" }),
        run(3, { state: "STOPPED", phase: "CLEANUP" }),
      ];
      assert.deepEqual(decodeRunsPage({ results }), {
        ok: true,
        value: { runs: results, totalCount: undefined, hasNext: undefined },
        warnings: [
          `state has the unknown value "PAUSED" ${KNOWN}`,
          'phase has the unknown value "CLEANUP" (known: SNAPSHOT, EXPORT, INGESTION)',
          `state has the unknown value "STOPPED" ${KNOWN}`,
        ],
      });
    });
  });

  context("when the body is something else", () => {
    const CASES: readonly { what: string; body: unknown; problems: readonly string[] }[] = [
      { what: "no results", body: { runs: [] }, problems: ["results: expected an array, got nothing"] },
      {
        what: "results that are no list",
        body: { results: {} },
        problems: ["results: expected an array, got an object"],
      },
      {
        what: "a run without an id",
        body: { results: [run(0), { state: "DONE" }] },
        problems: [`results[1]._id: ${HEX}, got nothing`],
      },
      {
        what: "an id that is null, or wrong",
        body: { results: [{ _id: null }, { _id: "x" }] },
        problems: [`results[0]._id: ${HEX}, got null`, `results[1]._id: ${HEX}, got "x"`],
      },
      {
        what: "wrong fields of runs",
        body: { results: [run(0), run(1), run(2), run(3, { state: 7, stats: { numDocs: "1" } })] },
        problems: [
          "results[3].state: expected a string of valid Unicode, got number 7",
          `results[3].stats.numDocs: ${COUNT}, got "1"`,
        ],
      },
      {
        what: "a count that is a text",
        body: { results: [], totalCount: "2" },
        problems: [`totalCount: ${COUNT}, got "2"`],
      },
      {
        what: "a count that is no integer",
        body: { results: [], totalCount: 1.5 },
        problems: [`totalCount: ${COUNT}, got number 1.5`],
      },
    ];
    for (const { what, body, problems } of CASES) {
      it(`names the path of ${what}`, () => {
        assert.deepEqual(decodeRunsPage(body), { ok: false, problems });
      });
    }

    for (const [body, got] of [
      [null, "null"],
      ["x", '"x"'],
    ] as const) {
      it(`refuses ${got} as a whole`, () => {
        assert.deepEqual(decodeRunsPage(body), {
          ok: false,
          problems: [`the body: expected an object, got ${got}`],
        });
      });
    }
  });

  it("names what is wrong with the links as well", () => {
    assert.deepEqual(decodeRunsPage({ results: [], links: "next" }), {
      ok: false,
      problems: ['links: expected an array, got "next"'],
    });
    assert.deepEqual(decodeRunsPage({ results: [], links: [{ rel: "self" }, { rel: 1 }, 2] }), {
      ok: false,
      problems: [
        "links[1].rel: expected a string of valid Unicode, got number 1",
        "links[2]: expected an object, got number 2",
      ],
    });
  });
});
