import assert from "node:assert/strict";
import sinon from "sinon";
import { type Check, readChecked } from "../../../../provider/atlas/check/read-checked.js";
import { readRun } from "../../../../provider/atlas/read/read-run.js";
import { contextOf, keepingReporter, respondingClient } from "../../../helpers/clients.js";
import { NAME, REF, runIn, WHAT } from "../../../helpers/responses.js";

const EXPECTED = ["DONE", "DATASET_DELETED"];
// Short, so that a wait where none should be fails soon.
const WAIT = { timeoutSeconds: 1, pollIntervalSeconds: 1 };
const KNOWN = "(known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)";

describe("readChecked", () => {
  type Fields = Readonly<{ state?: string; phase?: string }>;
  const failsOn = (state: string): string =>
    `RunStateError: ${state}, expected DONE or DATASET_DELETED: ${WHAT} [UNEXPECTED_STATE]`;
  const warning = (state: string): string =>
    `${state}: up will wait at most 1 s for DONE or DATASET_DELETED: ${NAME}`;

  /** Reads a run with these fields, and says what it came to. Fails if it is read more often than once. */
  async function read(fields: Fields, check: Check, preview: boolean): Promise<object> {
    const { client, paths } = respondingClient(() => ({ _id: REF.pipelineRunId, ...fields }));
    const reporter = keepingReporter();
    const result = await readChecked(contextOf(client, reporter), REF, check, preview, readRun).catch(String);
    const path = `/api/atlas/v2/groups/${REF.projectId}/pipelines/nightly/runs/${REF.pipelineRunId}`;
    assert.deepEqual(paths, [path]);
    return { result, infos: reporter.infos, warnings: reporter.warnings };
  }

  for (const preview of [true, false]) {
    const NO_WAIT: readonly (readonly [readonly string[] | undefined, Fields, fails?: string])[] = [
      [undefined, { state: "FAILED" }],
      [undefined, {}],
      [EXPECTED, { state: "DONE" }],
      [EXPECTED, { state: "PENDING", phase: "EXPORT" }, failsOn("PENDING (EXPORT)")],
    ];
    for (const [expected, fields, error] of NO_WAIT) {
      it(`expects ${String(expected)} of ${JSON.stringify(fields)} in ${preview ? "preview" : "up"}`, async () => {
        const result = error ?? { run: { ...REF, ...fields }, willWait: false };
        const found = await read(fields, { expected, wait: undefined }, preview);
        assert.deepEqual(found, { result, infos: [], warnings: [] });
      });
    }

    it(`warns in ${preview ? "preview" : "up"} of an expected state that Atlas does not document`, async () => {
      const found = await read({ state: "DONE" }, { expected: ["DONE", "PAUSED"], wait: undefined }, preview);
      const warnings = [`Atlas documents no state "PAUSED" ${KNOWN}`];
      assert.deepEqual(found, { result: { run: runIn("DONE"), willWait: false }, infos: [], warnings });
    });
  }

  const PREVIEWS: readonly (readonly [Fields, pending: string | undefined, fails?: string])[] = [
    [{ state: "PENDING" }, "PENDING"],
    [{ state: "IN_PROGRESS", phase: "EXPORT" }, "IN_PROGRESS (EXPORT)"],
    [{}, "no state"],
    [{ state: "DONE" }, undefined],
    [{ state: "FAILED" }, undefined, failsOn("FAILED")],
  ];
  for (const [fields, pending, error] of PREVIEWS) {
    it(`reads ${JSON.stringify(fields)} once in preview, where up would wait`, async () => {
      const result = error ?? { run: { ...REF, ...fields }, willWait: pending !== undefined };
      const warnings = pending === undefined ? [] : [warning(pending)];
      const found = await read(fields, { expected: EXPECTED, wait: WAIT }, true);
      assert.deepEqual(found, { result, infos: [], warnings });
    });
  }

  for (const [state, result, infos] of [
    ["DONE", { run: runIn("DONE"), willWait: false }, [`DONE after 0 s: ${NAME}`]],
    ["FAILED", failsOn("FAILED"), []],
  ] as const) {
    it(`ends the wait of up with the first read that finds ${state}`, async () => {
      const found = await read({ state }, { expected: EXPECTED, wait: WAIT }, false);
      assert.deepEqual(found, { result, infos, warnings: [] });
    });
  }

  it("ends the wait of up with the reason of a signal", async () => {
    const { client } = respondingClient(() => ({ _id: REF.pipelineRunId, state: "PENDING" }));
    const controller = new AbortController();
    const reason = new Error("stop");
    const info = (): void => {
      controller.abort(reason);
    };
    const context = contextOf(client, { ...keepingReporter(), info }, controller.signal);
    await assert.rejects(
      readChecked(context, REF, { expected: EXPECTED, wait: WAIT }, false, readRun),
      reason,
    );
  });

  it("warns of an unknown value once in a wait, however often it is read", async () => {
    const timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    let reads = 0;
    const { client } = respondingClient(() => ({
      _id: REF.pipelineRunId,
      state: ++reads < 4 ? "QUEUED" : "DONE",
    }));
    const reporter = keepingReporter();
    const check = { expected: EXPECTED, wait: { timeoutSeconds: 60, pollIntervalSeconds: 1 } };
    const run = readChecked(contextOf(client, reporter), REF, check, false, readRun);
    await timers.tickAsync(3_000);
    await run;
    assert.equal(reads, 4);
    assert.deepEqual(reporter.warnings, [`state has the unknown value "QUEUED" ${KNOWN}: ${WHAT}`]);
  });
});
