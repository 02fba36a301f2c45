import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type HttpRequest } from "../../atlas/http/types.js";

/** Longest that a process is kept from its end, in milliseconds. */
const LONGEST_WAIT = 2_000;

/** What the thread is started with. */
export interface AtExitData {
  readonly requests: readonly HttpRequest[];
  readonly timeoutMs: number;
  /** One number, which turns to 1 when all is sent. */
  readonly done: Int32Array;
}

/**
 * Sends requests while the process ends: in an `exit` listener, where no promise of this thread settles any more. A
 * thread of its own sends them, and this one waits for it. Costs nothing where there is nothing to send; never throws.
 */
export function sendAtExit(requests: readonly HttpRequest[]): void {
  if (requests.length === 0) return;
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: AtExitData = { requests, timeoutMs: LONGEST_WAIT, done };
  try {
    // Without the flags of the program, such as a loader, which could keep the thread from starting in time.
    new Worker(join(__dirname, "worker.js"), { workerData, execArgv: [] });
    Atomics.wait(done, 0, 0, LONGEST_WAIT);
  } catch {
    // The process ends all the same, and with it what it could still give back.
  }
}
