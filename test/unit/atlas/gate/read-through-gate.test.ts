import assert from "node:assert/strict";
import sinon from "sinon";
import { type Gate, readThroughGate } from "../../../../provider/atlas/gate/gate.js";
import { systemClock } from "../../../../provider/atlas/async/clock.js";
import { type RunFields } from "../../../../provider/atlas/read/run-fields.js";
import { respondingClient, contextOf, keepingReporter } from "../../../helpers/clients.js";
import { NAME, REF, runIn, WHAT } from "../../../helpers/runs.js";

// Short, so that a wait where none should be fails soon.
const WAIT = { timeoutSeconds: 1, pollIntervalSeconds: 1 };
const GATES = {
  none: { expected: undefined, wait: undefined },
  expectation: { expected: ["DONE", "DATASET_DELETED"], wait: undefined },
  wait: { expected: ["DONE", "DATASET_DELETED"], wait: WAIT },
} satisfies Record<string, Gate>;
const KNOWN = "(known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)";
const EXPECTED = "expected DONE or DATASET_DELETED";

describe("readThroughGate", () => {
  afterEach(() => {
    sinon.restore();
  });

  /** Reads a run with these fields once, and says what it came to; fails if it is read more often. */
  async function read(
    fields: { state?: string; phase?: string },
    gate: Gate,
    preview: boolean,
  ): Promise<{ run?: RunFields; pending?: true; error?: string; infos: string[]; warnings: string[] }> {
    const { client, paths } = respondingClient(() => ({ _id: REF.pipelineRunId, ...fields }));
    const reporter = keepingReporter();
    const { infos, warnings } = reporter;
    const result = await readThroughGate(contextOf(client, reporter), REF, gate, preview).then(
      ({ run, pending }) => ({ run, ...(pending && { pending }), infos, warnings }),
      (error: unknown) => ({ error: String(error), infos, warnings }),
    );
    const path = `/api/atlas/v2/groups/${REF.projectId}/pipelines/nightly/runs/${REF.pipelineRunId}`;
    assert.deepEqual(paths, [path]);
    return result;
  }

  for (const preview of [true, false]) {
    context(`when nothing waits, in ${preview ? "preview" : "up"}`, () => {
      it("gives a run in any state where none is expected", async () => {
        for (const fields of [{ state: "FAILED" }, { state: "DONE" }, {}]) {
          const result = await read(fields, GATES.none, preview);
          assert.deepEqual(result, { run: { ...REF, ...fields }, infos: [], warnings: [] });
        }
      });

      it("gives a run in an expected state", async () => {
        const result = await read({ state: "DONE" }, GATES.expectation, preview);
        assert.deepEqual(result, { run: runIn("DONE"), infos: [], warnings: [] });
      });

      it("warns of an expected state that Atlas does not document", async () => {
        const { warnings } = await read(
          { state: "DONE" },
          { expected: ["DONE", "PAUSED"], wait: undefined },
          preview,
        );
        assert.deepEqual(warnings, [`Atlas documents no state "PAUSED" ${KNOWN}`]);
      });

      it("fails on a run in another state", async () => {
        const result = await read({ state: "PENDING", phase: "EXPORT" }, GATES.expectation, preview);
        const error = `RunStateError: PENDING (EXPORT), ${EXPECTED}: ${WHAT}`;
        assert.deepEqual(result, { error, infos: [], warnings: [] });
      });
    });
  }

  context("when up will wait, in preview", () => {
    for (const fields of [{ state: "PENDING" }, { state: "IN_PROGRESS", phase: "EXPORT" }, {}]) {
      it(`reads once and warns on ${JSON.stringify(fields)}`, async () => {
        const result = await read(fields, GATES.wait, true);
        const is = {
          PENDING: "PENDING",
          IN_PROGRESS: "IN_PROGRESS (EXPORT)",
          "": "no state",
        };
        const status = is[(fields.state ?? "") as keyof typeof is];
        assert.deepEqual(result, {
          run: { ...REF, ...fields },
          pending: true,
          infos: [],
          warnings: [`${status}: up will wait at most 1 s for DONE or DATASET_DELETED: ${NAME}`],
        });
      });
    }

    it("says nothing of a run in an expected state", async () => {
      assert.deepEqual((await read({ state: "DONE" }, GATES.wait, true)).warnings, []);
    });

    for (const state of ["FAILED"]) {
      it(`fails on ${state}, after which nothing comes`, async () => {
        const result = await read({ state }, GATES.wait, true);
        const error = `RunStateError: ${state}, ${EXPECTED}: ${WHAT}`;
        assert.deepEqual(result, { error, infos: [], warnings: [] });
      });
    }

    it("keeps a state with line ends on one line, and the unknown value as it is", async () => {
      const { run, warnings } = await read({ state: "A\nB" }, GATES.wait, true);
      assert.equal(run?.state, "A\nB");
      assert.deepEqual(warnings, [
        `state has the unknown value "A\\nB" ${KNOWN}: ${WHAT}`,
        `A B: up will wait at most 1 s for DONE or DATASET_DELETED: ${NAME}`,
      ]);
    });
  });

  context("when up waits", () => {
    it("ends with the first read that finds an expected state, and says so", async () => {
      const result = await read({ state: "DONE" }, GATES.wait, false);
      assert.deepEqual(result, { run: runIn("DONE"), infos: [`DONE after 0 s: ${NAME}`], warnings: [] });
    });

    it("ends with the first read that finds a state after which nothing comes", async () => {
      const result = await read({ state: "FAILED" }, GATES.wait, false);
      assert.equal(result.error, `RunStateError: FAILED, ${EXPECTED}: ${WHAT}`);
    });

    it("ends when it is cancelled", async () => {
      const { client } = respondingClient(() => ({ _id: REF.pipelineRunId, state: "PENDING" }));
      const controller = new AbortController();
      const reason = new Error("stop");
      const info = (): void => {
        controller.abort(reason);
      };
      const context = contextOf(
        client,
        { info, warn: sinon.fake(), warnOnce: sinon.fake() },
        controller.signal,
      );
      await assert.rejects(readThroughGate(context, REF, GATES.wait, false), reason);
    });
  });

  it("warns of an unknown value once in a wait, however often it is read", async () => {
    sinon.stub(systemClock, "sleep").resolves();
    let reads = 0;
    const { client } = respondingClient(() => ({
      _id: REF.pipelineRunId,
      state: ++reads < 4 ? "QUEUED" : "DONE",
    }));
    const reporter = keepingReporter();
    const gate = { ...GATES.wait, wait: { timeoutSeconds: 60, pollIntervalSeconds: 1 } };
    await readThroughGate(contextOf(client, reporter), REF, gate, false);
    assert.equal(reads, 4);
    assert.deepEqual(reporter.warnings, [`state has the unknown value "QUEUED" ${KNOWN}: ${WHAT}`]);
  });
});
