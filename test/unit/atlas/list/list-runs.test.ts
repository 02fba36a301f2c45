import assert from "node:assert/strict";
import { listRuns } from "../../../../provider/atlas/list/list-runs.js";
import { clientFor, contextOf, keepingReporter, listed, pagePath } from "../../../helpers/clients.js";
import { hexId, PIPELINE, range } from "../../../helpers/responses.js";

describe("listRuns", () => {
  const LIST = [listed(1), listed(3, "FAILED"), listed(2, "PAUSED"), { _id: hexId(4) }];
  const UNKNOWN =
    'Atlas documents no state "PAUSED" (known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)';
  const CASES: readonly (readonly [readonly string[] | undefined, readonly number[], readonly string[]])[] = [
    [undefined, [3, 2, 1, 4], []],
    [["DONE"], [1], []],
    [["DONE", "PAUSED"], [2, 1], [UNKNOWN]],
    [["PENDING"], [], []],
  ];
  for (const [states, found, warnings] of CASES) {
    it(`gives the runs in ${states?.join(" or ") ?? "any state"}, the newest first`, async () => {
      const { client, paths } = clientFor(LIST);
      const reporter = keepingReporter();
      const listing = await listRuns(contextOf(client, reporter), PIPELINE, { states });
      assert.deepEqual(
        listing.map((run) => run.pipelineRunId),
        found.map(hexId),
      );
      assert.deepEqual(paths, [pagePath(1)]);
      // Of the states in the list there is another warning.
      assert.deepEqual(
        reporter.warnings.filter((line) => line.startsWith("Atlas documents")),
        warnings,
      );
    });
  }

  it("leaves createdBefore to Atlas, on each page", async () => {
    const { client, paths } = clientFor(range(0, 501).map((n) => listed(n)));
    const createdBefore = "2025-01-01T01:03:00+01:00";
    assert.equal((await listRuns(contextOf(client), PIPELINE, { createdBefore })).length, 501);
    const query = "&createdBefore=2025-01-01T01%3A03%3A00%2B01%3A00";
    assert.deepEqual(paths, [pagePath(1) + query, pagePath(2) + query]);
  });
});
