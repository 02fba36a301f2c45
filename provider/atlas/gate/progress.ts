import { type AtlasError } from "../../errors/index.js";
import { type RunFields } from "../read/run-fields.js";
import { describeRun, type RunRef } from "../../run/run-ref.js";
import { describeState } from "./expected-state.js";

/** Where nothing changes, a line is said this often at most. Milliseconds. */
const QUIET = 60_000;

/** Says how a wait goes: a line at each change of state or phase, and one now and then otherwise. */
export class WaitProgress {
  readonly #say: (line: string) => void;
  readonly #what: string;
  readonly #expected: string;
  #last = "";
  #saidAt = 0;

  constructor(ref: RunRef, expected: readonly string[], say: (line: string) => void) {
    this.#say = say;
    this.#what = describeRun(ref);
    this.#expected = expected.join(" or ");
  }

  /** A read succeeded. */
  read(run: RunFields, elapsedMs: number): void {
    this.#report(describeState(run), elapsedMs);
  }

  /** A read failed in a way that may pass. */
  failed(error: AtlasError, elapsedMs: number): void {
    this.#report(`could not be read (${error.code})`, elapsedMs);
  }

  /** The wait is over. */
  done(run: RunFields, elapsedMs: number): void {
    this.#say(`${this.#what} ${describeState(run)} after ${elapsed(elapsedMs)}`);
  }

  #report(status: string, elapsedMs: number): void {
    const due = elapsedMs - this.#saidAt >= QUIET;
    if (status === this.#last && !due) return;
    this.#last = status;
    this.#saidAt = elapsedMs;
    this.#say(`${this.#what} ${status}; waiting for ${this.#expected}, ${elapsed(elapsedMs)} so far`);
  }
}

/** A time span as `1h 02m 03s`, without the leading parts that are zero. */
export function elapsed(ms: number): string {
  const total = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (n: number): string => String(n).padStart(2, "0");
  if (h > 0) return `${h}h ${two(m)}m ${two(s)}s`;
  return m > 0 ? `${m}m ${two(s)}s` : `${s}s`;
}
