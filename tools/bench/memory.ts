import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Peak memory of the processes of one preview, in MiB; undefined for a process that there is not. */
export interface PeakMemory {
  readonly program?: number;
  readonly provider?: number;
}

/** Code that each Node.js process loads first. It writes often, since a process that a signal ends writes nothing at its end. */
const HOOK = `const [command = ""] = process.argv.slice(1);
const role = command.includes("dynamic-provider") ? "provider" : command.includes("run") ? "program" : undefined;
if (role && require("node:worker_threads").isMainThread) {
  const file = require("node:path").join(__dirname, role + "-" + process.pid);
  const write = () => require("node:fs").writeFileSync(file, String(process.resourceUsage().maxRSS / 1024));
  setInterval(write, 100).unref();
  process.on("exit", write);
}
`;

/** Records the peak memory of the Node.js processes of a preview. */
export class Memory {
  readonly #folder: string;
  /** Environment of the CLI. */
  readonly environment: Readonly<NodeJS.ProcessEnv>;

  constructor(folder: string) {
    this.#folder = join(folder, "memory");
    mkdirSync(this.#folder, { recursive: true });
    const hook = join(this.#folder, "hook.cjs");
    writeFileSync(hook, HOOK);
    this.environment = { NODE_OPTIONS: `--require ${JSON.stringify(hook)}` };
  }

  clear(): void {
    for (const name of this.#names()) rmSync(join(this.#folder, name));
  }

  /** The peaks since `clear`. */
  peak(): PeakMemory {
    const peaks: { program?: number; provider?: number } = {};
    for (const name of this.#names()) {
      const role = name.startsWith("provider") ? "provider" : "program";
      const peak = Number(readFileSync(join(this.#folder, name), "utf8"));
      peaks[role] = Math.max(peaks[role] ?? 0, peak);
    }
    return peaks;
  }

  #names(): readonly string[] {
    return readdirSync(this.#folder).filter((name) => name !== "hook.cjs");
  }
}
