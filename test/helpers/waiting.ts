import sinon from "sinon";
import { type Clock } from "../../provider/atlas/async/clock.js";
import { waitForState } from "../../provider/atlas/gate/wait-for-state.js";
import { type RunFields } from "../../provider/atlas/read/run-fields.js";
import { abortable } from "../../provider/atlas/async/abortable.js";
import { REF } from "./runs.js";

/** What a read comes to, or how long it takes and what it comes to then. */
export type Read = RunFields | Error | { readonly takesMs: number; readonly then: RunFields | Error };

export interface WaitSetup {
  readonly reads: readonly [Read, ...Read[]];
  readonly expected?: readonly string[];
  readonly timeoutSeconds?: number;
  readonly pollIntervalSeconds?: number;
  /** Why the wait is cancelled before it begins; it is not if undefined. */
  readonly cancelledBefore?: Error;
  /** Waits without a signal. */
  readonly withoutSignal?: boolean;
}

/** A wait on the faked timers, and what it has done so far. Times are milliseconds since it began. */
export interface Waiting {
  readonly lines: readonly string[];
  readonly readsAt: readonly number[];
  /** The most reads that were under way at once. */
  readonly mostAtOnce: () => number;
  readonly cancel: (reason: Error) => void;
  /** How and when it ended, once it has. */
  readonly end: () => { readonly at: number; readonly run?: RunFields; readonly error?: unknown } | undefined;
}

/** The error that a wait ended with, as its class writes it, and when it did. */
export function failureOf(waiting: Waiting): { at: number | undefined; text: string } {
  const end = waiting.end();
  return { at: end?.at, text: String(end?.error) };
}

/** A clock on the faked timers. */
const fakeClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(new Error("The operation was aborted"));
      });
    }),
  random: () => 0,
};

/** Begins to wait; the last of the reads is repeated without an end. The timers have to be faked. */
export function startWaiting(setup: WaitSetup): Waiting {
  const { reads, expected = ["DONE"], timeoutSeconds = 1800, pollIntervalSeconds = 15 } = setup;
  const [lines, readsAt]: [string[], number[]] = [[], []];
  const cancelled = new AbortController();
  if (setup.cancelledBefore) cancelled.abort(setup.cancelledBefore);
  let [underWay, most] = [0, 0];
  let end: ReturnType<Waiting["end"]>;
  const readOnce = async (): Promise<RunFields> => {
    const next = reads[Math.min(readsAt.length, reads.length - 1)] ?? reads[0];
    readsAt.push(Date.now());
    most = Math.max(most, ++underWay);
    if ("takesMs" in next) await new Promise((resolve) => setTimeout(resolve, next.takesMs));
    underWay -= 1;
    const found = "takesMs" in next ? next.then : next;
    if (found instanceof Error) throw found;
    return found;
  };
  const read = (signal: AbortSignal): Promise<RunFields> => abortable(readOnce(), signal);
  const wait = { timeoutSeconds, pollIntervalSeconds };
  const say = (line: string): void => void lines.push(line);
  void waitForState({
    ref: REF,
    expected,
    wait,
    read,
    say,
    clock: fakeClock,
    signal: setup.withoutSignal === true ? undefined : cancelled.signal,
  }).then(
    (run) => (end = { at: Date.now(), run }),
    (error: unknown) => (end = { at: Date.now(), error }),
  );
  const cancel = (reason: Error): void => {
    cancelled.abort(reason);
  };
  return { lines, readsAt, mostAtOnce: () => most, cancel, end: () => end };
}

/** Fakes the timers and the date from 0 on, until `sinon.restore()`. */
export function fakeTimers(): sinon.SinonFakeTimers {
  return sinon.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout", "Date"] });
}
