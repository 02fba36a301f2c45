import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type HttpRequest } from "../../atlas/http/types.js";

/** Longest time that the end of a process is delayed, in milliseconds. */
const LONGEST_WAIT = 2_000;

/** The data that the worker thread starts with. */
export interface AtExitData {
  readonly requests: readonly HttpRequest[];
  readonly timeoutMs: number;
  /** One number, which becomes 1 when all requests have ended. */
  readonly done: Int32Array;
}

/**
 * Sends requests while the process ends: in an `exit` listener, where no promise of this thread settles any more. A
 * worker thread sends them, and this thread waits for it. Returns at once if there are no requests. Never throws.
 */
export function sendAtExit(requests: readonly HttpRequest[]): void {
  if (requests.length === 0) return;
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: AtExitData = { requests, timeoutMs: LONGEST_WAIT, done };
  try {
    // The flags of the program, such as a loader, could keep the thread from starting in time.
    new Worker(join(__dirname, "worker.js"), { workerData, execArgv: [] });
    Atomics.wait(done, 0, 0, LONGEST_WAIT);
  } catch {
    // The process ends all the same. Its tokens then expire by themselves.
  }
}
