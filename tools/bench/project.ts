import { copyFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type IsolatedPulumi } from "../engine/isolated-pulumi.js";
import { EngineProject } from "../engine/project.js";
import { ROOT } from "../root.js";
import { TOKEN } from "./atlas/credentials.js";
import { HookFolder, type Usages } from "./hook/hooked.js";
import { FLOOR_PROVIDER, FLOOR_PROVIDER_FILE, program, type ProgramName } from "./programs.js";

/** One command of the engine, measured from outside. */
export interface Sample {
  readonly seconds: number;
  readonly usages: Usages;
}

/** How each command is run; the same for whatever is compared. */
const COMMANDS = {
  preview: ["preview", "--suppress-progress", "--suppress-outputs"],
  up: ["up", "--yes", "--skip-preview", "--suppress-progress", "--suppress-outputs"],
} as const;
export type Command = keyof typeof COMMANDS;

/**
 * A file backend writes the whole state after each resource: for many that takes most of an update, whatever the
 * resources are. Written once, at the end, it does not hide what is compared. A preview writes none.
 */
const WRITE_STATE_ONCE = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" } as const;

/**
 * The one project and stack in which all programs are compared: only its `index.js` changes, and each command starts
 * from the same empty state.
 */
export class BenchProject extends EngineProject {
  readonly #hook: HookFolder;
  readonly #emptyState: string;
  readonly #stateFolder: string;
  readonly #signal: AbortSignal;

  private constructor(pulumi: IsolatedPulumi, signal: AbortSignal) {
    // A folder for each process, so that two benchmarks do not meet. Inside the checkout it finds what is installed.
    super(pulumi, "bench", program("empty", 0), join(ROOT, "build", "bench-projects", String(process.pid)));
    this.#signal = signal;
    this.#hook = new HookFolder(join(pulumi.folder, "hook"));
    this.#emptyState = join(pulumi.folder, "empty-state.json");
    this.#stateFolder = join(pulumi.folder, "backend", ".pulumi", "stacks", "bench");
    writeFileSync(join(this.folder, FLOOR_PROVIDER_FILE), FLOOR_PROVIDER);
  }

  static async create(pulumi: IsolatedPulumi, baseUrl: string, signal: AbortSignal): Promise<BenchProject> {
    const project = new BenchProject(pulumi, signal);
    await project.configure({ "mongodbatlas:baseUrl": baseUrl, "mongodbatlas:accessToken": TOKEN });
    copyFileSync(join(project.#stateFolder, "test.json"), project.#emptyState);
    return project;
  }

  override program(text: string): void {
    writeFileSync(join(this.folder, "index.js"), text);
  }

  /** Runs one command on one program, from the empty state. */
  async measure(command: Command, name: ProgramName, size: number): Promise<Sample> {
    this.#reset(name, size);
    const start = performance.now();
    await this.#run(COMMANDS[command], { ...this.#hook.environment(), ...WRITE_STATE_ONCE });
    return { seconds: (performance.now() - start) / 1000, usages: this.#hook.takeUsages() };
  }

  /** A preview whose processes write CPU profiles into the folder. */
  async profile(name: ProgramName, size: number, into: HookFolder): Promise<void> {
    this.#reset(name, size);
    await this.#run(COMMANDS.preview, into.environment(true));
  }

  /** What `pulumi stack export` prints, without the white space. */
  async export(): Promise<string> {
    return JSON.stringify(JSON.parse(await this.succeed(["stack", "export"])));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #reset(name: ProgramName, size: number): void {
    this.#signal.throwIfAborted();
    this.program(program(name, size));
    // With the copies that the backend makes of it.
    for (const file of readdirSync(this.#stateFolder)) rmSync(join(this.#stateFolder, file));
    copyFileSync(this.#emptyState, join(this.#stateFolder, "test.json"));
  }

  async #run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
    const result = await this.cli(args, { env, signal: this.#signal });
    this.#signal.throwIfAborted();
    if (result.exitCode === 0) return;
    throw new Error(`pulumi ${args.join(" ")} failed:\n${result.stdout.slice(-4000)}${result.stderr}`);
  }
}
