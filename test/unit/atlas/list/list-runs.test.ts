import assert from "node:assert/strict";
import { listRuns, warnOfUnknownStates } from "../../../../provider/atlas/list/list-runs.js";
import { clientFor, listed, pagePath } from "../../../helpers/listed-runs.js";
import { contextOf, keepingReporter } from "../../../helpers/responding-client.js";
import { hexId, PIPELINE, range } from "../../../helpers/runs.js";

describe("listRuns", () => {
  const LIST = [listed(1), listed(3, "FAILED"), listed(2, "PAUSED"), { _id: hexId(4) }];
  const CASES: readonly { states: readonly string[] | undefined; found: readonly number[] }[] = [
    { states: undefined, found: [3, 2, 1, 4] },
    { states: ["DONE"], found: [1] },
    { states: ["DONE", "PAUSED"], found: [2, 1] },
    { states: ["PENDING"], found: [] },
  ];
  for (const { states, found } of CASES) {
    it(`gives the runs in ${states?.join(" or ") ?? "any state"}, the newest first`, async () => {
      const { client, paths } = clientFor(LIST);
      const listing = await listRuns(contextOf(client), PIPELINE, { states });
      assert.deepEqual(
        listing.map((run) => run.pipelineRunId),
        found.map(hexId),
      );
      assert.deepEqual(paths, [pagePath(1)]);
    });
  }

  it("leaves createdBefore to Atlas, on each page", async () => {
    const { client, paths } = clientFor(range(0, 501).map((n) => listed(n)));
    const createdBefore = "2025-01-01T01:03:00+01:00";
    const listing = await listRuns(contextOf(client), PIPELINE, { createdBefore });
    assert.equal(listing.length, 501);
    const query = "&createdBefore=2025-01-01T01%3A03%3A00%2B01%3A00";
    assert.deepEqual(paths, [pagePath(1) + query, pagePath(2) + query]);
  });
});

describe("warnOfUnknownStates", () => {
  for (const [states, warnings] of [
    [undefined, []],
    [["DONE"], []],
    [
      ["DONE", "PAUSED"],
      ['Atlas documents no state "PAUSED" (known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)'],
    ],
  ] as const) {
    it(`gives ${warnings.length} warnings for ${states?.join(" and ") ?? "any state"}`, () => {
      const reporter = keepingReporter();
      warnOfUnknownStates(contextOf(clientFor([]).client, reporter), states);
      assert.deepEqual(reporter.warnings, warnings);
    });
  }
});
