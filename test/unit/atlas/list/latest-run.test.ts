import assert from "node:assert/strict";
import { NoMatchingRunError } from "../../../../provider/index.js";
import sinon from "sinon";
import { latestRun } from "../../../../provider/atlas/list/latest-run.js";
import { clientFor, fieldsOf, listed, minute, pagePath, type Listed } from "../../../helpers/listed-runs.js";
import { contextOf } from "../../../helpers/responding-client.js";
import { hexId, PIPELINE, range } from "../../../helpers/runs.js";

describe("latestRun", () => {
  afterEach(() => {
    sinon.restore();
  });

  context("when the list shows that the newest come first", () => {
    const list = range(0, 1200)
      .toReversed()
      .map((n) => listed(n, n > 600 ? "FAILED" : "DONE"));

    for (const { state, n, pages } of [
      { state: "FAILED", n: 1199, pages: [1] },
      { state: "DONE", n: 600, pages: [1, 2] },
    ]) {
      it(`reads no further than the page with the first that is ${state}`, async () => {
        const { client, paths } = clientFor(list);
        const run = await latestRun(contextOf(client), PIPELINE, [state]);
        assert.deepEqual(run, fieldsOf(listed(n, state)));
        assert.deepEqual(paths, pages.map(pagePath));
      });
    }
  });

  context("when the list is in another order", () => {
    const ORDERS: Readonly<Record<string, readonly Listed[]>> = {
      "the oldest first": range(0, 1200).map((n) => listed(n)),
      "no order": range(0, 1200).map((n) => listed((n * 7) % 1200)),
      "one run out of order": [...range(0, 1199).toReversed(), 1199].map((n) => listed(n)),
    };
    for (const [order, list] of Object.entries(ORDERS)) {
      // That the last of the list is the newest cannot be seen on a first page that falls throughout.
      const seen = order === "one run out of order";
      it(`${seen ? "trusts a first page that falls" : "reads all pages"}: ${order}`, async () => {
        const { client, paths } = clientFor(list);
        const run = await latestRun(contextOf(client), PIPELINE, ["DONE"]);
        assert.deepEqual(run, fieldsOf(listed(seen ? 1198 : 1199)));
        assert.deepEqual(paths, (seen ? [1] : [1, 2, 3]).map(pagePath));
      });
    }

    it("reads all pages where all runs are of one time", async () => {
      const same = range(0, 600).map((n) => ({ ...listed(n), createdDate: minute(0) }));
      const { client, paths } = clientFor(same);
      const run = await latestRun(contextOf(client), PIPELINE, ["DONE"]);
      assert.equal(run.pipelineRunId, hexId(0));
      assert.equal(paths.length, 2);
    });
  });

  context("when several runs match", () => {
    it("gives the first of those of one time", async () => {
      const list = [listed(1), { ...listed(8), createdDate: minute(9) }, listed(9), listed(10, "FAILED")];
      const { client } = clientFor(list);
      const run = await latestRun(contextOf(client), PIPELINE, ["DONE"]);
      assert.equal(run.pipelineRunId, hexId(8));
    });

    it("prefers any date to none, and any of the states", async () => {
      const { client } = clientFor([
        { _id: hexId(1), state: "DONE" },
        listed(2, "PAUSED"),
        listed(3, "FAILED"),
      ]);
      const run = await latestRun(contextOf(client), PIPELINE, ["DONE", "PAUSED"]);
      assert.equal(run.pipelineRunId, hexId(2));
    });
  });

  context("when none matches", () => {
    const CASES: readonly { list: readonly Listed[]; has: string; counts: Record<string, number> }[] = [
      { list: [], has: "no runs", counts: {} },
      {
        list: [listed(1, "PENDING"), listed(2, "FAILED"), { _id: hexId(3) }, listed(4, "FAILED")],
        has: "2 FAILED, 1 PENDING, 1 unknown",
        counts: { FAILED: 2, PENDING: 1, unknown: 1 },
      },
      {
        list: range(0, 21).map((n) => listed(n, `S${n + 10}`)),
        has: `${range(10, 30)
          .map((n) => `1 S${n}`)
          .join(", ")}, …`,
        counts: Object.fromEntries(range(10, 31).map((n) => [`S${n}`, 1])),
      },
      {
        list: range(0, 20).map((n) => listed(n, `S${n + 10}`)),
        has: range(10, 30)
          .map((n) => `1 S${n}`)
          .join(", "),
        counts: Object.fromEntries(range(10, 30).map((n) => [`S${n}`, 1])),
      },
      { list: [listed(1, "A\nB")], has: "1 A B", counts: { "A\nB": 1 } },
    ];
    for (const { list, has, counts } of CASES) {
      it(`says so: ${has}`, async () => {
        const expected = ["DONE", "IN_PROGRESS"];
        const pipeline = `pipeline nightly in project ${PIPELINE.projectId}`;
        const message = `no DONE or IN_PROGRESS run: ${pipeline} has ${has}`;
        await assert.rejects(
          latestRun(contextOf(clientFor(list).client), PIPELINE, expected),
          new NoMatchingRunError(message, { expected, counts }),
        );
      });
    }
  });
});
