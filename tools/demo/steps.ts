/** Prints the steps of the demo with the time each takes. */
export class Steps {
  readonly #print: (line: string) => void;
  readonly #start = performance.now();
  #count = 0;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  /** Does one step: prints its title, then its time. */
  async do<T>(what: string, work: (say: (line: string) => void) => Promise<T>): Promise<T> {
    this.#count += 1;
    const start = performance.now();
    this.#print(`\n[${this.#count}] ${what}`);
    const result = await work((line) => {
      this.#print(`    ${line}`);
    });
    this.#print(`    done in ${seconds(start)}`);
    return result;
  }

  /** Time since the first step, such as `12.3 s`. */
  get elapsed(): string {
    return seconds(this.#start);
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
