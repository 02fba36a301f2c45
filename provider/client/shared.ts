/** Shares work that is under way: while a task of a key runs, whoever asks for that key gets the same outcome. */
export class InFlight<T> {
  readonly #tasks = new Map<string, Promise<T>>();

  run(key: string, task: () => Promise<T>): Promise<T> {
    const running = this.#tasks.get(key);
    if (running) return running;
    const started = task().finally(() => this.#tasks.delete(key));
    this.#tasks.set(key, started);
    return started;
  }
}
