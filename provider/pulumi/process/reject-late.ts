import { setTimeout as delay } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";

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
