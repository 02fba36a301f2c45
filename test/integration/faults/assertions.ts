import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as atlas from "../../../provider/index.js";
import { RUN, RUN_ARGS } from "../../helpers/local-atlas.js";
import { messagePattern, WHAT } from "./message.js";
import { type Failure, type Success } from "./row.js";
import { secretForms, type Sent, sentSecret } from "../../helpers/wire/watching.js";

/** What a read came to, and what it took. */
export interface Observation {
  readonly run: atlas.GetDataLakePipelineRunResult | undefined;
  readonly error: unknown;
  /** What was logged, line by line. */
  readonly logged: readonly string[];
  readonly seconds: number;
  readonly growthMiB: number;
}

/** That a read came to what a row says. */
export function assertOutcome(observed: Observation, expected: Success | Failure, origin: string): void {
  if (expected.outcome === "run") assertReadRun(observed, expected);
  else assertFailed(observed, expected, origin);
}

/** That a read gave the reference page's run, with some fields changed, and logged no more than it should. */
export function assertReadRun({ run, error, logged }: Observation, expected: Omit<Success, "outcome">): void {
  if (error !== undefined) throw error instanceof Error ? error : new Error(inspect(error));
  const { _id, groupId, ...fields } = RUN.run;
  const id = `${groupId}/${RUN.pipelineName}/${_id}`;
  const whole = Object.entries({ id, ...RUN_ARGS, ...fields, ...expected.fields });
  assert.deepEqual(run, Object.fromEntries(whole.filter(([, value]) => value !== undefined)));
  const { logs } = expected;
  assert.deepEqual(logged, logs === undefined ? [] : [`warning: [runtime] ${logs}: ${WHAT}`]);
}

function assertFailed({ run, error, logged }: Observation, expected: Failure, origin: string): void {
  assert.equal(run, undefined, "the read succeeded");
  assert.ok(error instanceof atlas[expected.outcome], inspect(error));
  const { code, message } = error;
  assert.match(message, messagePattern(expected, origin));
  assert.ok(
    message.includes(WHAT) && !/[\p{Cc}\u2028\u2029]/u.test(message),
    "not one line that names the run",
  );
  assert.equal(code, expected.code);
  const { status, retryable } = error as { status?: number; retryable?: boolean };
  assert.equal(status, expected.status);
  if (error instanceof atlas.AtlasNetworkError && expected.retryable !== "either")
    assert.equal(retryable, expected.retryable ?? true);
  assert.deepEqual(logged, []);
}

/** That no secret is in what was thrown and logged, and that none was sent to another host. */
export function assertNothingLeaked(
  texts: readonly unknown[],
  secrets: readonly string[],
  sent: readonly Sent[],
  origin: string,
): void {
  const all = [...secrets, ...sent.flatMap(({ authorization }) => sentSecret(authorization))];
  const forms = new Set(all.flatMap(secretForms));
  const text = texts.map(everything).join("\n");
  for (const form of forms) assert.ok(!text.includes(form), `a credential, as ${form}, is in ${text}`);
  const foreign = sent.filter(
    ({ host, authorization }) => authorization !== undefined && host !== new URL(origin).host,
  );
  assert.deepEqual(foreign, [], "credentials went to another host");
}

/** All that can be read out of a thrown value or a line. */
function everything(value: unknown): string {
  const { message, stack } = value instanceof Error ? value : { message: "", stack: "" };
  return [
    inspect(value, { depth: 12, showHidden: true, maxStringLength: null, maxArrayLength: null }),
    message,
    stack,
  ].join("\n");
}
