import assert from "node:assert/strict";
import { NoMatchingRunError } from "../../../../provider/index.js";
import { type RunFields } from "../../../../provider/atlas/codec/run.js";
import { latestRun, listRuns } from "../../../../provider/atlas/list/list-runs.js";
import {
  clientFor,
  contextOf,
  fieldsOf,
  keepingReporter,
  listed,
  minute,
  pagePath,
  pagePaths,
  type Listed,
} from "../../../helpers/clients.js";
import { hexId, numbersOf, PIPELINE, range } from "../../../helpers/responses.js";

const LIST = [listed(1), listed(3, "FAILED"), listed(2, "PAUSED"), { _id: hexId(4) }];
const UNKNOWN =
  'Atlas documents no state "PAUSED" (known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)';

describe("listRuns", () => {
  const CASES: readonly (readonly [readonly string[] | undefined, readonly number[], readonly string[]])[] = [
    [undefined, [3, 2, 1, 4], []],
    [["DONE"], [1], []],
    [["DONE", "PAUSED"], [2, 1], [UNKNOWN]],
    [["PENDING"], [], []],
  ];
  for (const [states, found, warnings] of CASES) {
    it(`gives the runs in ${states?.join(" or ") ?? "any state"}, the newest first`, async () => {
      const { client } = clientFor(LIST);
      const reporter = keepingReporter();
      assert.deepEqual(numbersOf(await listRuns(contextOf(client, reporter), PIPELINE, { states })), found);
      // Of the states in the list there is another warning.
      const ofArguments = reporter.warnings.filter((line) => line.startsWith("Atlas documents"));
      assert.deepEqual(ofArguments, warnings);
    });
  }

  it("leaves createdBefore to Atlas", async () => {
    const { client, paths } = clientFor(LIST);
    const createdBefore = "2025-01-01T00:00:00Z";
    assert.equal((await listRuns(contextOf(client), PIPELINE, { createdBefore })).length, 4);
    assert.deepEqual(paths, [`${pagePath(1)}&createdBefore=2025-01-01T00%3A00%3A00Z`]);
  });

  it("leaves out runs that are not created after createdAfter, or have no date, and asks Atlas for the same", async () => {
    const { client, paths } = clientFor(LIST);
    const after = (createdAfter: string): Promise<readonly RunFields[]> =>
      listRuns(contextOf(client), PIPELINE, { createdAfter });
    assert.deepEqual(numbersOf(await after(minute(1))), [3, 2]);
    assert.deepEqual(numbersOf(await after(minute(1).replace("Z", ".0001Z"))), [3, 2]);
    assert.deepEqual(numbersOf(await after(minute(3))), []);
    assert.deepEqual(paths, [pagePath(1), pagePath(1), pagePath(1)]);
  });

  const [Y1, Y2] = ["2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"];
  const ORDERS: readonly (readonly [string, dates: readonly (string | undefined)[], readonly number[]])[] = [
    ["runs of one time in their order", [Y1, Y2, Y1, Y2, Y1], [1, 3, 0, 2, 4]],
    ["runs without a date last, in their order", [undefined, Y1, undefined, Y2], [3, 1, 0, 2]],
    [
      "times rather than texts",
      ["2024-01-01T09:00:00+09:00", "2024-01-01T00:00:01Z", "2023-12-31t20:00:02-04:00"],
      [2, 1, 0],
    ],
  ];
  for (const [what, dates, order] of ORDERS) {
    it(`orders ${what}`, async () => {
      const { client } = clientFor(
        dates.map((date, n) => ({ _id: hexId(n), ...(date !== undefined && { createdDate: date }) })),
      );
      assert.deepEqual(numbersOf(await listRuns(contextOf(client), PIPELINE, {})), order);
    });
  }
});

describe("latestRun", () => {
  it("reads all pages of a list without an order", async () => {
    const { client, paths } = clientFor(range(0, 1200).map((n) => listed((n * 7) % 1200)));
    assert.deepEqual(await latestRun(contextOf(client), PIPELINE, ["DONE"]), fieldsOf(listed(1199)));
    assert.deepEqual(paths, pagePaths(3));
  });

  it("takes the first of the runs in any of the states", async () => {
    const { client } = clientFor([
      { _id: hexId(1), state: "DONE" },
      listed(2, "PAUSED"),
      listed(3, "FAILED"),
    ]);
    const run = await latestRun(contextOf(client), PIPELINE, ["DONE", "PAUSED"]);
    assert.equal(run.pipelineRunId, hexId(2));
  });

  it("warns once of a state that Atlas does not document", async () => {
    const reporter = keepingReporter();
    await latestRun(contextOf(clientFor([listed(1)]).client, reporter), PIPELINE, ["DONE", "PAUSED"]);
    assert.deepEqual(reporter.warnings, [UNKNOWN]);
  });

  const NONE: readonly (readonly [readonly Listed[], string, Record<string, number>])[] = [
    [[], "no runs", {}],
    [
      [listed(4, "FAILED"), { _id: hexId(3) }, listed(2, "FAILED"), listed(1, "PENDING")],
      "2 FAILED, 1 PENDING, 1 unknown",
      { FAILED: 2, PENDING: 1, unknown: 1 },
    ],
    [[listed(1, `A\nB${"x".repeat(50)}`)], `1 A B${"x".repeat(37)}…`, { [`A\nB${"x".repeat(50)}`]: 1 }],
    [
      range(0, 50).map((n) => listed(99 - n, `STATE_${10 + n}`)),
      `${range(10, 35)
        .map((n) => `1 STATE_${n}`)
        .join(", ")}, …`,
      Object.fromEntries(range(10, 60).map((n) => [`STATE_${n}`, 1])),
    ],
  ];
  for (const [list, has, counts] of NONE) {
    it(`rejects where no run matches: ${has}`, async () => {
      const expected = ["DONE", "IN_PROGRESS"];
      const message = `no DONE or IN_PROGRESS run: pipeline nightly in project ${PIPELINE.projectId} has ${has}`;
      await assert.rejects(
        latestRun(contextOf(clientFor(list).client), PIPELINE, expected),
        new NoMatchingRunError(message, { expected, counts }),
      );
    });
  }
});
