import assert from "node:assert/strict";
import { isRight, left, right } from "fp-ts/lib/Either.js";
import { decodeRun, decodeRunsPage } from "../../../../provider/atlas/codec/run.js";
import { BODY, hexId, PIPELINE, range, REF } from "../../../helpers/responses.js";

const ID = REF.pipelineRunId;
const DATE = "2025-05-04T09:42:00Z";
const POLICY = { lastModifiedDate: DATE, units: "DAYS", value: 42 };

/** The documented fields besides the ids, with the values of the API reference. */
const EXAMPLE: Readonly<Record<string, unknown>> = {
  backupFrequencyType: "HOURLY",
  createdDate: DATE,
  datasetName: "v1$atlas$snapshot$Cluster0$myDatabase$myCollection$19700101T000000Z",
  datasetRetentionPolicy: POLICY,
  lastUpdatedDate: DATE,
  phase: "SNAPSHOT",
  pipelineId: REF.projectId,
  scheduledDeletionDate: DATE,
  snapshotId: REF.projectId,
  state: "PENDING",
  stats: { bytesExported: 42, numDocs: 43 },
};

const HEX = "expected 24 lower-case hexadecimal digits (0-9, a-f)";
const RFC_3339 = "expected an RFC 3339 date and time";
const TEXT = "expected a string of valid Unicode";
const MARK = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const NO_MARK = "expected a string that the Pulumi engine does not take for an unknown value";
const INT32 = "expected an integer from 1 to 2147483647";
const INT64 =
  "expected an integer from -(2^53 - 1) to 2^53 - 1, beyond which the Pulumi engine cannot hold a number exactly";
const THIS_RUN = `expected "${ID}", which was asked for`;
const THIS_PROJECT = `expected "${REF.projectId}", which was asked for`;

const decodes = (fields: object, expected: object = fields, warnings: readonly string[] = []): void => {
  assert.deepEqual(
    decodeRun(REF, { _id: ID, ...fields }),
    right({ value: { ...REF, ...expected }, warnings }),
  );
};
const rejects = (body: unknown, ...problems: readonly string[]): void => {
  assert.deepEqual(decodeRun(REF, body), left(problems));
};

describe("decodeRun", () => {
  it("decodes the example of the API reference to new objects of any depth", () => {
    const before = structuredClone(EXAMPLE);
    decodes({ groupId: REF.projectId, ...EXAMPLE }, EXAMPLE);
    const decoded = decodeRun(REF, { _id: ID, ...EXAMPLE });
    assert.ok(isRight(decoded));
    assert.notEqual(decoded.right.value.stats, EXAMPLE["stats"]);
    assert.notEqual(decoded.right.value.datasetRetentionPolicy, POLICY);
    assert.deepEqual(EXAMPLE, before);
  });

  for (const missing of [null, undefined, "", {}]) {
    it(`reads ${JSON.stringify(missing)} as missing, and a policy without its unit or value as well`, () => {
      for (const name of Object.keys(EXAMPLE)) {
        const { [name]: _, ...others } = EXAMPLE;
        decodes({ ...EXAMPLE, [name]: missing }, others);
      }
      decodes({ datasetRetentionPolicy: { units: missing, value: 1 } }, {});
      decodes({ datasetRetentionPolicy: { units: "DAYS", value: missing } }, {});
      decodes({ stats: { numDocs: missing, bytesExported: 1 } }, { stats: { bytesExported: 1 } });
    });
  }

  it("takes only the names of a run out of what names it", () => {
    assert.deepEqual(decodeRun({ ...REF, ...EXAMPLE }, BODY), decodeRun(REF, BODY));
  });

  it("lists every problem, in the order of the documentation, and no value", () => {
    rejects(
      {
        stats: { numDocs: "1", bytesExported: 0.5 },
        state: 1,
        phase: { password: "s3cret" },
        snapshotId: "x",
        groupId: [],
        datasetRetentionPolicy: { lastModifiedDate: "today", units: 3, value: 0 },
        createdDate: "now",
        _id: true,
        datasetName: "fine",
      },
      `_id: ${THIS_RUN}, got boolean true`,
      `groupId: ${THIS_PROJECT}, got an array of 0`,
      `createdDate: ${RFC_3339}, got "now"`,
      `datasetRetentionPolicy.units: ${TEXT}, got number 3`,
      `datasetRetentionPolicy.value: ${INT32}, got number 0`,
      `datasetRetentionPolicy.lastModifiedDate: ${RFC_3339}, got "today"`,
      `phase: ${TEXT}, got an object`,
      `snapshotId: ${HEX}, got "x"`,
      `state: ${TEXT}, got number 1`,
      `stats.bytesExported: ${INT64}, got number 0.5`,
      `stats.numDocs: ${INT64}, got "1"`,
    );
  });

  const WRONG: readonly (readonly [object, ...string[]])[] = [
    [{ _id: hexId(1) }, `_id: ${THIS_RUN}, got "${hexId(1)}"`],
    [{ groupId: ID }, `groupId: ${THIS_PROJECT}, got "${ID}"`],
    [{ datasetRetentionPolicy: "DAYS" }, 'datasetRetentionPolicy: expected an object, got "DAYS"'],
    [{ stats: ["s3cret"] }, "stats: expected an object, got an array of 1"],
    [{ snapshotId: "x".repeat(40) }, `snapshotId: ${HEX}, got "${"x".repeat(40)}"`],
    [{ snapshotId: "x".repeat(41) }, `snapshotId: ${HEX}, got "${"x".repeat(40)}…"`],
    [{ createdDate: "a\nb\u2028c\u0085d" }, `createdDate: ${RFC_3339}, got "a\\nb c d"`],
    [{ phase: MARK }, `phase: ${NO_MARK}, got "${MARK}"`],
  ];
  for (const [fields, ...problems] of WRONG) {
    it(`rejects ${JSON.stringify(fields)}`, () => {
      rejects({ _id: ID, ...fields }, ...problems);
    });
  }

  it("rejects a body that is not an object", () => {
    rejects(undefined, "the body: expected an object, got nothing");
    rejects([1, 2], "the body: expected an object, got an array of 2");
  });

  for (const [path, known] of [
    ["backupFrequencyType", "HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY, ON_DEMAND"],
    ["phase", "SNAPSHOT, EXPORT, INGESTION"],
    ["state", "PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED"],
    ["datasetRetentionPolicy.units", "DAYS, WEEKS, MONTHS"],
  ] as const) {
    const fields = (value: string): object =>
      path.includes(".") ? { datasetRetentionPolicy: { units: value, value: 1 } } : { [path]: value };
    it(`keeps any text as ${path}, and warns of one that is not documented`, () => {
      for (const value of known.split(", ")) decodes(fields(value));
      for (const value of ["ARCHIVED", "DAILY ", "snapshot"]) {
        const warning = `${path} has the unknown value "${value}" (known: ${known})`;
        decodes(fields(value), fields(value), [warning]);
      }
    });
  }

  it("warns in one short line, whatever the value is", () => {
    const decoded = decodeRun(REF, { _id: ID, state: `A\u2028B\u202e${"x".repeat(100_000)}` });
    assert.ok(isRight(decoded));
    const [first = "", ...others] = decoded.right.warnings;
    assert.match(first, /^state has the unknown value "A B x{36}…" \(known: /);
    assert.deepEqual(others, []);
  });
});

describe("decodeRunsPage", () => {
  const run = (n: number, fields: object = {}): object => ({ _id: hexId(n), ...fields });
  const fieldsOf = (n: number, fields: object = {}): object => ({
    ...PIPELINE,
    pipelineRunId: hexId(n),
    ...fields,
  });
  const decodesPage = (page: object, value: object, warnings: readonly string[] = []): void => {
    const empty = { runs: [], totalCount: undefined, hasNext: false, odd: undefined };
    assert.deepEqual(decodeRunsPage(PIPELINE, page), right({ value: { ...empty, ...value }, warnings }));
  };

  it("decodes the number of runs, and names the first field that Atlas does not document", () => {
    decodesPage(
      { results: [run(1)], totalCount: 2, extra: 1 },
      { runs: [fieldsOf(1)], totalCount: 2, odd: "extra" },
    );
  });

  it("has hasNext for a link to a next page only", () => {
    decodesPage({ results: [], links: [{ rel: "self" }, { rel: "next", href: "x" }] }, { hasNext: true });
    for (const [links, odd] of [
      [[], undefined],
      [[{ rel: "self" }, { rel: "previous" }, { rel: "NEXT" }], 'links.rel "NEXT"'],
      [[{ rel: null }, {}], "links.rel nothing"],
    ])
      decodesPage({ results: [], links }, { hasNext: false, odd });
  });

  it("keeps undocumented values, and warns of each once and of the first 20", () => {
    const states = ["A", "B", "A"].map((state) => ({ state, phase: "P" }));
    const warning = (path: string, value: string, known: string): string =>
      `${path} has the unknown value "${value}" (known: ${known})`;
    const known = "PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED";
    decodesPage(
      { results: states.map((fields, n) => run(n, fields)) },
      { runs: states.map((fields, n) => fieldsOf(n, fields)) },
      [
        warning("phase", "P", "SNAPSHOT, EXPORT, INGESTION"),
        warning("state", "A", known),
        warning("state", "B", known),
      ],
    );
    const many = decodeRunsPage(PIPELINE, { results: range(0, 50).map((n) => run(n, { state: `S${n}` })) });
    assert.ok(isRight(many));
    assert.deepEqual([many.right.value.runs.length, many.right.warnings.length], [50, 20]);
  });

  const LIST = "expected an array of at most 500 items";
  const WRONG: readonly (readonly [unknown, ...string[]])[] = [
    [null, "the body: expected an object, got null"],
    [{ runs: [] }, `results: ${LIST}, got nothing`],
    [{ results: {}, links: "next" }, `results: ${LIST}, got an object`, `links: ${LIST}, got "next"`],
    [
      { results: [run(0), { state: "DONE" }, run(2, { groupId: hexId(3) }), { _id: null }] },
      `results[1]._id: ${HEX}, got nothing`,
      `results[2].groupId: ${THIS_PROJECT}, got "${hexId(3)}"`,
      `results[3]._id: ${HEX}, got null`,
    ],
    [
      { results: [run(3, { state: 7, stats: { numDocs: "1" } })], totalCount: 1.5 },
      `results[0].state: ${TEXT}, got number 7`,
      `results[0].stats.numDocs: ${INT64}, got "1"`,
      `totalCount: ${INT64}, got number 1.5`,
    ],
    [
      { results: [], links: [{ rel: "self" }, { rel: 1 }, 2] },
      `links[1].rel: ${TEXT}, got number 1`,
      "links[2]: expected an object, got number 2",
    ],
    [
      { results: range(0, 501).map((n) => run(n)), links: range(0, 501) },
      `results: ${LIST}, got an array of 501`,
      `links: ${LIST}, got an array of 501`,
    ],
  ];
  for (const [body, ...problems] of WRONG) {
    it(`names the path of each problem of ${JSON.stringify(body).slice(0, 100)}`, () => {
      assert.deepEqual(decodeRunsPage(PIPELINE, body), left(problems));
    });
  }

  it("decodes 500 runs, and describes one problem more than are shown", () => {
    decodesPage(
      { results: range(0, 500).map((n) => run(n)) },
      { runs: range(0, 500).map((n) => fieldsOf(n)) },
    );
    const problems = range(0, 21).map((n) => `results[${n}]: expected an object, got number ${n}`);
    assert.deepEqual(decodeRunsPage(PIPELINE, { results: range(0, 500) }), left(problems));
  });
});
