import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { type Command, type Counts, type Ready } from "./protocol.js";

/** The local Atlas of the benchmark, from outside its process. */
export class AtlasProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly baseUrl: string,
  ) {}

  /** Starts it with this many runs. */
  static async start(runs: number): Promise<AtlasProcess> {
    const child = fork(join(__dirname, "server.js"), [String(runs)], { execArgv: [] });
    const { baseUrl } = (await answer(child)) as Ready;
    return new AtlasProcess(child, baseUrl);
  }

  /** Holds back every answer from now on, and counts anew. */
  async setLatency(milliseconds: number): Promise<void> {
    await this.#ask({ type: "latency", milliseconds });
  }

  /** What it has seen since it was last asked. */
  takeCounts(): Promise<Counts> {
    return this.#ask({ type: "takeCounts" });
  }

  /** Ends it. */
  close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.child.once("exit", () => {
        resolve();
      });
      this.child.kill("SIGKILL");
    });
  }

  #ask(command: Command): Promise<Counts> {
    const answered = answer(this.child);
    this.child.send(command);
    return answered as Promise<Counts>;
  }
}

function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const failed = (): void => {
      reject(new Error("the local Atlas of the benchmark has ended"));
    };
    child.once("exit", failed);
    child.once("message", (message) => {
      child.removeListener("exit", failed);
      resolve(message);
    });
  });
}
