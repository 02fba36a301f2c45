import { setTimeout as delay } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { once } from "../../atlas/read/read-context.js";
import { RepeatedErrors } from "./repeated-errors.js";

/** Milliseconds after which the SDK has loaded the program and handles its exports. */
const PROGRAM_LOADED = 150;

/**
 * Calls a function, and delays a rejection until the SDK has loaded the program. A promise that is exported and has failed
 * by then makes Node print a PromiseRejectionHandledWarning before the one error line.
 */
export async function rejectLate<T>(call: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await call();
  } catch (error) {
    const left = PROGRAM_LOADED - (performance.now() - start);
    if (left > 0 && pulumi.runtime.getEngine() !== undefined) await delay(left);
    throw error;
  }
}

/**
 * One preview, update or refresh, as its program sees it. A process of the Automation API may run several at once. In a
 * component package each component is such a program.
 */
class Operation {
  /** Warns of something that concerns all reads: each line once. */
  readonly warnOnce = once((line) => void pulumi.log.warn(line));
  readonly errors = new RepeatedErrors();
  /** Number of runs that were shown in a line. */
  shownRuns = 0;
  /** Number of calls of functions that run, and how to end the SDK's wait for them. */
  #calls = 0;
  #endWait: () => void = () => undefined;

  /**
   * Calls a function, for which the SDK waits, as it does for its own calls. Otherwise a program of the Automation API is
   * over, and its preview or update has succeeded, before a check fails whose result nothing takes.
   */
  run<T>(call: () => Promise<T>): Promise<T> {
    // One wait for all calls: the SDK records a stack trace for each.
    if (this.#calls === 0) this.#endWait = pulumi.runtime.rpcKeepAlive();
    this.#calls += 1;
    const end = (): void => {
      this.#calls -= 1;
      if (this.#calls === 0) this.#endWait();
    };
    // Later than the event of a rejection that nothing handles.
    return rejectLate(call).finally(() => void setImmediate(end));
  }
}

/** By their engines. */
const operations = new WeakMap<object, Operation>();

/** Returns the operation of the program that runs. Undefined without an engine: in a script, and with Pulumi's mocks. */
export function currentOperation(): Operation | undefined {
  const engine: object | undefined = pulumi.runtime.getEngine();
  if (engine === undefined) return undefined;
  const operation = operations.get(engine) ?? new Operation();
  operations.set(engine, operation);
  return operation;
}
