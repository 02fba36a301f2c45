import assert from "node:assert/strict";
import { NoMatchingRunError } from "../../../../provider/index.js";
import { latestRun } from "../../../../provider/atlas/list/latest-run.js";
import {
  clientFor,
  contextOf,
  fieldsOf,
  listed,
  minute,
  pagePath,
  type Listed,
} from "../../../helpers/clients.js";
import { hexId, PIPELINE, range } from "../../../helpers/responses.js";

describe("latestRun", () => {
  const ORDERS: readonly (readonly [string, readonly Listed[], state: string, found: number])[] = [
    [
      "the newest first",
      range(0, 1200)
        .toReversed()
        .map((n) => listed(n, n > 600 ? "FAILED" : "DONE")),
      "DONE",
      600,
    ],
    ["the oldest first", range(0, 1200).map((n) => listed(n)), "DONE", 1199],
    ["no order", range(0, 1200).map((n) => listed((n * 7) % 1200)), "DONE", 1199],
    ["the newest last", [...range(0, 1199).toReversed(), 1199].map((n) => listed(n)), "DONE", 1199],
  ];
  for (const [order, list, state, found] of ORDERS) {
    it(`reads all pages of a list with ${order}`, async () => {
      const { client, paths } = clientFor(list);
      assert.deepEqual(await latestRun(contextOf(client), PIPELINE, [state]), fieldsOf(listed(found, state)));
      assert.deepEqual(
        paths,
        [1, 2, 3].map((n) => pagePath(n)),
      );
    });
  }

  const at = (n: number, time: number): Listed => ({ ...listed(n), createdDate: minute(time) });
  const SEVERAL: readonly (readonly [string, readonly Listed[], readonly string[], number])[] = [
    ["the first of one time", [listed(1), at(8, 9), listed(9), listed(10, "FAILED")], ["DONE"], 8],
    ["the first of all where all are of one time", range(0, 600).map((n) => at(n, 0)), ["DONE"], 0],
    [
      "any date before none, in any of the states",
      [{ _id: hexId(1), state: "DONE" }, listed(2, "PAUSED"), listed(3, "FAILED")],
      ["DONE", "PAUSED"],
      2,
    ],
  ];
  for (const [what, list, states, found] of SEVERAL) {
    it(`takes ${what}`, async () => {
      const run = await latestRun(contextOf(clientFor(list).client), PIPELINE, states);
      assert.equal(run.pipelineRunId, hexId(found));
    });
  }

  const states = (count: number): readonly string[] => range(10, 10 + count).map((n) => `S${n}`);
  const NONE: readonly (readonly [readonly Listed[], string, Record<string, number>])[] = [
    [[], "no runs", {}],
    [
      [listed(1, "PENDING"), listed(2, "FAILED"), { _id: hexId(3) }, listed(4, "FAILED")],
      "2 FAILED, 1 PENDING, 1 unknown",
      { FAILED: 2, PENDING: 1, unknown: 1 },
    ],
    ...[20, 21].map(
      (count) =>
        [
          states(count).map((state, n) => listed(n, state)),
          `1 ${states(20).join(", 1 ")}${count > 20 ? ", …" : ""}`,
          Object.fromEntries(states(count).map((state) => [state, 1])),
        ] as const,
    ),
    [[listed(1, "A\nB")], "1 A B", { "A\nB": 1 }],
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
