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
 * Calls a function, for which the SDK waits, as it does for its own calls. Otherwise a program of the Automation API is
 * over, and its preview or update has succeeded, before a check fails whose result nothing takes.
 */
export function keepAlive<T>(call: () => Promise<T>): Promise<T> {
  if (pulumi.runtime.getEngine() === undefined) return call();
  const end = pulumi.runtime.rpcKeepAlive();
  // Later than the event of a rejection that nothing handles.
  return rejectLate(call).finally(() => void setImmediate(end));
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
