import { abortable } from "../async/abort.js";

interface Task<T> {
  readonly outcome: Promise<T>;
  readonly controller: AbortController;
  callers: number;
}

/** Shares a running task: a call while it runs gets its outcome. */
export class SingleFlight<T> {
  #running: Task<T> | undefined;

  /**
   * Resolves with the outcome of the running task, which is begun if there is none. The task is aborted when the
   * signals of all its callers are.
   *
   * @throws the reason of the signal
   */
  async run(begin: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const task = (this.#running ??= this.#begin(begin));
    task.callers += 1;
    try {
      return await abortable(task.outcome, signal);
    } finally {
      task.callers -= 1;
      if (task.callers === 0 && this.#end(task)) task.controller.abort(new Error("every caller was aborted"));
    }
  }

  /** Resolves when no task runs. */
  async settled(): Promise<void> {
    await this.#running?.outcome.catch(() => undefined);
  }

  #begin(begin: (signal: AbortSignal) => Promise<T>): Task<T> {
    const controller = new AbortController();
    const outcome = begin(controller.signal).finally(() => this.#end(task));
    const task: Task<T> = { outcome, controller, callers: 0 };
    return task;
  }

  /** Returns whether the task was still the running one. */
  #end(task: Task<T>): boolean {
    const isRunning = this.#running === task;
    if (isRunning) this.#running = undefined;
    return isRunning;
  }
}
