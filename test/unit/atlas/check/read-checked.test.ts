import assert from "node:assert/strict";
import sinon from "sinon";
import { type Check, readChecked } from "../../../../provider/atlas/check/read-checked.js";
import { readRun } from "../../../../provider/atlas/read/read-run.js";
import { contextOf, keepingReporter, respondingClient } from "../../../helpers/clients.js";
import { NAME, REF, WHAT } from "../../../helpers/responses.js";

const EXPECTED = ["DONE", "DATASET_DELETED"];
// Short, so that a wait where none should be fails soon.
const WAIT = { timeoutSeconds: 1, pollIntervalSeconds: 1 };
const KNOWN = "(known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)";

describe("readChecked", () => {
  type Fields = Readonly<{ state?: string; phase?: string }>;
  const failsOn = (state: string): string =>
    `RunStateError: ${state}, expected DONE or DATASET_DELETED: ${WHAT} [UNEXPECTED_STATE]`;
  const willWait = (state: string): string =>
    `${state}: up will wait at most 1 s for DONE or DATASET_DELETED: ${NAME}`;

  const TOO_OLD = `AtlasError: age unknown (no createdDate), at most 1 h allowed: ${WHAT} [TOO_OLD]`;
  const NO_WAIT = { expected: EXPECTED, wait: undefined };
  const WAITS = { expected: EXPECTED, wait: WAIT };
  const [PREVIEW, UP] = ["preview", "up"];
  /** A check, the run that is found, and the error, warning or progress message that it comes to. */
  const CASES: readonly (readonly [
    string | undefined,
    Check,
    Fields,
    { readonly error?: string; readonly warning?: string; readonly info?: string }?,
  ])[] = [
    ...[PREVIEW, UP].flatMap((where) => [
      [where, { expected: undefined, wait: undefined }, { state: "FAILED" }] as const,
      [where, { expected: undefined, wait: undefined }, {}] as const,
      [where, NO_WAIT, { state: "DONE" }] as const,
      [
        where,
        NO_WAIT,
        { state: "PENDING", phase: "EXPORT" },
        { error: failsOn("PENDING (EXPORT)") },
      ] as const,
    ]),
    [
      PREVIEW,
      { expected: ["DONE", "PAUSED"], wait: undefined },
      { state: "DONE" },
      { warning: `Atlas documents no state "PAUSED" ${KNOWN}` },
    ],
    [PREVIEW, WAITS, { state: "PENDING", phase: "EXPORT" }, { warning: willWait("PENDING (EXPORT)") }],
    [PREVIEW, { ...WAITS, maxAgeHours: 1 }, {}, { warning: willWait("no state") }],
    [PREVIEW, WAITS, { state: "DONE" }],
    [PREVIEW, WAITS, { state: "FAILED" }, { error: failsOn("FAILED") }],
    [UP, WAITS, { state: "DONE" }, { info: `DONE after 0 s: ${NAME}` }],
    [UP, WAITS, { state: "FAILED" }, { error: failsOn("FAILED") }],
    ...[PREVIEW, UP].map(
      (where) => [where, { ...NO_WAIT, maxAgeHours: 1 }, { state: "DONE" }, { error: TOO_OLD }] as const,
    ),
    [PREVIEW, { ...WAITS, maxAgeHours: 1 }, { state: "DONE" }, { error: TOO_OLD }],
    [
      UP,
      { ...WAITS, maxAgeHours: 1 },
      { state: "DONE" },
      { error: TOO_OLD, info: `DONE after 0 s: ${NAME}` },
    ],
  ];
  for (const [where, check, fields, { error, warning, info } = {}] of CASES) {
    const { expected, wait } = check;
    it(`reads ${JSON.stringify(fields)} once in ${where} and expects ${String(expected)}${wait ? ", waiting" : ""}`, async () => {
      const { client, paths } = respondingClient(() => ({ _id: REF.pipelineRunId, ...fields }));
      const { infos, warnings, ...reporter } = keepingReporter();
      const reading = readChecked(contextOf(client, reporter), REF, check, where === PREVIEW, readRun);
      const found = { run: { ...REF, ...fields }, willWait: warning?.includes("will wait") ?? false };
      assert.deepEqual(await reading.catch(String), error ?? found);
      assert.deepEqual([paths.length, infos, warnings], [1, [info ?? []].flat(), [warning ?? []].flat()]);
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
    await assert.rejects(readChecked(context, REF, WAITS, false, readRun), reason);
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
