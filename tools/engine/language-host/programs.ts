import { type Program } from "./program.js";

/** The programs that run now. After `stop`, a later program is stopped at once. */
export class Programs {
  readonly #running = new Set<Program>();
  #stopped = false;

  /** Keeps a program until it has ended. */
  add(program: Program): void {
    this.#running.add(program);
    void program.ended.finally(() => this.#running.delete(program));
    if (this.#stopped) program.stop();
  }

  /** Stops all and resolves when none is left. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const program of this.#running) program.stop();
    await Promise.allSettled([...this.#running].map((program) => program.ended));
  }
}
