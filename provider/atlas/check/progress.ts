import { type AtlasError } from "../../errors/index.js";
import { type RunFields } from "../codec/run.js";
import { runName, type RunRef } from "../../run/run-ref.js";
import { describeState } from "./expectation.js";

/** Longest time without a line while nothing changes, in milliseconds. */
const QUIET = 60_000;

/** Reports the progress of a wait, with its limit: one line for each change of state or phase, and one a minute otherwise. */
export class WaitProgress {
  readonly #report: (line: string) => void;
  readonly #name: string;
  readonly #limit: string;
  #last = "";
  #reportedAt = 0;

  constructor(ref: RunRef, limitMs: number, report: (line: string) => void) {
    this.#report = report;
    this.#name = runName(ref);
    this.#limit = elapsed(limitMs);
  }

  /** Reports a read that succeeded. */
  read(run: RunFields, elapsedMs: number): void {
    this.#update(describeState(run), elapsedMs);
  }

  /** Reports a read that failed and is retried. */
  failed(error: AtlasError, elapsedMs: number): void {
    this.#update(`read failed (${error.code})`, elapsedMs);
  }

  /** Reports the end of the wait. */
  done(run: RunFields, elapsedMs: number): void {
    this.#report(`${describeState(run)} after ${elapsed(elapsedMs)}: ${this.#name}`);
  }

  #update(status: string, elapsedMs: number): void {
    const due = elapsedMs - this.#reportedAt >= QUIET;
    if (status === this.#last && !due) return;
    this.#last = status;
    this.#reportedAt = elapsedMs;
    this.#report(`${status}, ${elapsed(elapsedMs)} of ${this.#limit}: ${this.#name}`);
  }
}

/** Returns a time span as `12 s`, `5 min`, `5 min 12 s` or `1 h 05 min`. */
export function elapsed(ms: number): string {
  const total = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (n: number): string => String(n).padStart(2, "0");
  if (h > 0) return `${h} h ${two(m)} min`;
  if (m > 0) return s > 0 ? `${m} min ${two(s)} s` : `${m} min`;
  return `${s} s`;
}
