import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Engine } from "./engine.js";
import { childEnvironment } from "./environment.js";

/** How a run of the CLI ended. */
export interface PulumiResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run the CLI. */
export interface PulumiOptions {
  /** Folder of the project. */
  readonly cwd: string;
  /** Added to the environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** Told each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
  /** Sends a signal to the CLI when it is aborted. */
  readonly signal?: AbortSignal;
  /** Which signal. Default `SIGINT`, as for Ctrl-C. */
  readonly kill?: NodeJS.Signals;
}

/** Longest run of one command, in milliseconds: far above any that works, so that nothing hangs for ever. */
const LONGEST_RUN = 180_000;

/** The real CLI with a home and a file backend of its own, in a temporary folder that is removed at the end. */
export class IsolatedPulumi {
  /** The temporary folder, also a place for projects. */
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #engine: Engine;
  readonly #removeAtExit = (): void => {
    this.remove();
  };

  constructor(engine: Engine) {
    this.#engine = engine;
    this.folder = mkdtempSync(join(tmpdir(), "atlas-data-lake-"));
    process.once("exit", this.#removeAtExit);
    const backendDir = join(this.folder, "backend");
    mkdirSync(backendDir);
    const temporary = join(this.folder, "tmp");
    mkdirSync(temporary);
    const run = { home: join(this.folder, "home"), backendDir, passphrase: "for this folder only" };
    // What the SDK keeps between runs, such as compiled programs, goes with the folder as well.
    this.#env = { ...childEnvironment(engine, run), TMPDIR: temporary };
  }

  /** The environment of the CLI, for a script that finds `pulumi` on PATH. */
  get environment(): Readonly<NodeJS.ProcessEnv> {
    return this.#env;
  }

  /** Runs one command to its end; a non-zero exit code is a result like any other. */
  run(args: readonly string[], options: PulumiOptions): Promise<PulumiResult> {
    // A group of its own: an interrupt goes to the CLI alone, as a deploy pipeline would send it.
    const child = spawn(this.#engine.command, [...args, "--non-interactive"], {
      cwd: options.cwd,
      env: { ...this.#env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    const { onLine } = options;
    if (onLine) createInterface({ input: child.stdout }).on("line", onLine);
    const interrupt = (): void => void child.kill(options.kill ?? "SIGINT");
    const kill = (): void => void child.kill("SIGKILL");
    const timer = setTimeout(kill, LONGEST_RUN);
    options.signal?.addEventListener("abort", interrupt);
    process.once("exit", kill);
    return new Promise<PulumiResult>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => {
        resolve({ exitCode: code ?? -1, ...output });
      });
    }).finally(() => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", interrupt);
      process.removeListener("exit", kill);
    });
  }

  /** Removes the temporary folder with all that is in it. */
  remove(): void {
    process.removeListener("exit", this.#removeAtExit);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
