import { abortable } from "./abortable.js";

/** Work under way, and how many wait for it. */
interface Task<T> {
  readonly outcome: Promise<T>;
  /** Undefined where nobody can give up waiting for it: most reads are such, and a signal has its price. */
  readonly stop: AbortController | undefined;
  waiting: number;
}

/** Shares work that is under way: while a task of a key runs, whoever asks for that key gets the same outcome. */
export class SingleFlight<T> {
  readonly #tasks = new Map<string, Task<T>>();

  /**
   * The outcome of the task of a key, which is begun if none is under way. Whoever aborts its signal leaves the others
   * undisturbed; the task's own signal is aborted when nobody is left. It has none where whoever began it has none, and so
   * waits for its end.
   *
   * @throws the reason of the signal
   */
  async run(
    key: string,
    begin: (signal: AbortSignal | undefined) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    signal?.throwIfAborted();
    const task = this.#tasks.get(key) ?? this.#begin(key, begin, signal !== undefined);
    task.waiting += 1;
    try {
      return await (signal ? abortable(task.outcome, signal) : task.outcome);
    } finally {
      task.waiting -= 1;
      if (task.waiting === 0) this.#abandon(key, task);
    }
  }

  #begin(
    key: string,
    begin: (signal: AbortSignal | undefined) => Promise<T>,
    canBeAbandoned: boolean,
  ): Task<T> {
    const stop = canBeAbandoned ? new AbortController() : undefined;
    const task: Task<T> = {
      outcome: begin(stop?.signal).finally(() => {
        this.#forget(key, task);
      }),
      stop,
      waiting: 0,
    };
    this.#tasks.set(key, task);
    return task;
  }

  /** A task that nobody waits for ends, and is not there for the next who asks. */
  #abandon(key: string, task: Task<T>): void {
    // Most have ended by themselves, and are not there any more.
    if (this.#forget(key, task)) task.stop?.abort(new Error("nobody waits for this any more"));
  }

  /** Whether the task was still under way. */
  #forget(key: string, task: Task<T>): boolean {
    return this.#tasks.get(key) === task && this.#tasks.delete(key);
  }
}
