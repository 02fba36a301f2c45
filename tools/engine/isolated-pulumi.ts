import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Engine } from "./find-engine.js";

/** Exit code and output of one run of the CLI. */
export interface PulumiResult {
  /** -1 after a signal. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options of one run of the CLI. */
export interface PulumiOptions {
  /** Folder of the project. */
  readonly cwd: string;
  /** Added to the environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Sends a signal to the CLI when it is aborted. */
  readonly signal?: AbortSignal;
  /** The signal to send. Default `SIGINT`, as for Ctrl-C. */
  readonly kill?: NodeJS.Signals;
}

/** Longest run of one command, in milliseconds: far above any that works, so that nothing hangs for ever. */
const LONGEST_RUN = 180_000;

/**
 * Ends this process at a signal as `process.exit` does, so that the folder of each `IsolatedPulumi` is removed. The default
 * ends it at once.
 */
export function exitAtSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => process.exit(130));
}

/** The real CLI with its own home and file backend, in a temporary folder that is removed at the end. */
export class IsolatedPulumi {
  /** The temporary folder, also a place for projects. */
  readonly folder: string;
  /** The folder of its file backend that has a folder of stacks for each project. */
  readonly stacks: string;
  /** The environment of the CLI, for a script that finds `pulumi` on PATH. */
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly #command: string;
  readonly #removeAtExit = (): void => {
    this.remove();
  };

  constructor(engine: Engine) {
    this.#command = engine.command;
    this.folder = mkdtempSync(join(tmpdir(), "atlas-data-lake-"));
    process.once("exit", this.#removeAtExit);
    const backend = join(this.folder, "backend");
    const temporary = join(this.folder, "tmp");
    this.stacks = join(backend, ".pulumi", "stacks");
    for (const folder of [this.stacks, temporary]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(backend, ".pulumi", "meta.yaml"), "version: 1\n");
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
    this.environment = {
      ...Object.fromEntries(inherited),
      PATH: engine.path,
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(backend).href,
      PULUMI_CONFIG_PASSPHRASE: "for this folder only",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NO_COLOR: "1",
      // Files that the SDK keeps between runs, such as compiled programs, go with the folder as well.
      TMPDIR: temporary,
    };
  }

  /** Runs one command to its end; a non-zero exit code is a result like any other. */
  async run(args: readonly string[], options: PulumiOptions): Promise<PulumiResult> {
    const { execa } = await import("execa");
    const child = execa(this.#command, [...args, "--non-interactive"], {
      cwd: options.cwd,
      env: { ...this.environment, ...options.env },
      extendEnv: false,
      stdin: "ignore",
      stripFinalNewline: false,
      reject: false,
      timeout: LONGEST_RUN,
      killSignal: "SIGKILL",
      // A group of its own: an interrupt goes to the CLI alone, as a deploy pipeline would send it.
      detached: true,
    });
    const interrupt = (): void => void child.kill(options.kill ?? "SIGINT");
    const kill = (): void => void child.kill("SIGKILL");
    options.signal?.addEventListener("abort", interrupt);
    process.once("exit", kill);
    const result = await child;
    options.signal?.removeEventListener("abort", interrupt);
    process.removeListener("exit", kill);
    // Not started, such as a missing executable; after a signal there is no code either, but a signal.
    if (result.exitCode === undefined && result.signal === undefined) throw new Error(result.shortMessage);
    return { exitCode: result.exitCode ?? -1, stdout: result.stdout, stderr: result.stderr };
  }

  /** Removes the temporary folder with all that is in it. */
  remove(): void {
    process.removeListener("exit", this.#removeAtExit);
    // Again where a process that is ending has written meanwhile.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
