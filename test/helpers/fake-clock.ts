import { type SinonFakeTimers } from "sinon";
import { type Clock } from "../../provider/atlas/async/clock.js";

/** A clock whose sleep moves the fake timers at once, and keeps a log of what happens. */
export class FakeClock implements Clock {
  readonly log: string[] = [];
  readonly signals: AbortSignal[] = [];
  readonly #timers: SinonFakeTimers;

  constructor(timers: SinonFakeTimers) {
    this.#timers = timers;
  }

  readonly now = (): number => this.#timers.now;
  readonly random = (): number => 0.5;
  sleep = (ms: number, signal: AbortSignal): Promise<void> => {
    this.log.push(`sleep ${ms}`);
    this.signals.push(signal);
    this.#timers.tick(ms);
    return Promise.resolve();
  };
}
