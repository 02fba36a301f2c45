import { abortable } from "./abortable.js";

interface Task<T> {
  readonly outcome: Promise<T>;
  /** Undefined if the caller that began the task has no signal: it waits to the end. */
  readonly controller: AbortController | undefined;
  callers: number;
}

/** Shares running tasks: a call with the key of a running task gets the outcome of that task. */
export class SingleFlight<T> {
  readonly #tasks = new Map<string, Task<T>>();

  /**
   * Resolves with the outcome of the key's running task, which is begun if there is none. The task is aborted when
   * the signals of all its callers are, and gets no signal if its first caller has none.
   *
   * @throws the reason of the signal
   */
  async run(
    key: string,
    begin: (signal: AbortSignal | undefined) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    signal?.throwIfAborted();
    const task = this.#tasks.get(key) ?? this.#begin(key, begin, signal && new AbortController());
    task.callers += 1;
    try {
      return await (signal ? abortable(task.outcome, signal) : task.outcome);
    } finally {
      task.callers -= 1;
      // A task that has ended is no longer in the map.
      if (task.callers === 0 && this.#remove(key, task)) {
        task.controller?.abort(new Error("every caller was aborted"));
      }
    }
  }

  #begin(
    key: string,
    begin: (signal: AbortSignal | undefined) => Promise<T>,
    controller: AbortController | undefined,
  ): Task<T> {
    const outcome = begin(controller?.signal).finally(() => this.#remove(key, task));
    const task: Task<T> = { outcome, controller, callers: 0 };
    this.#tasks.set(key, task);
    return task;
  }

  /** Returns whether the task was still running. */
  #remove(key: string, task: Task<T>): boolean {
    return this.#tasks.get(key) === task && this.#tasks.delete(key);
  }
}
