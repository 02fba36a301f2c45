import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { type Search } from "./engine.js";
import { runCommand } from "./run-command.js";

const BUILD_TIMEOUT_MS = 45 * 60_000;
const REPORT_INTERVAL_MS = 30_000;

/** A program that is built from a Go module of this checkout. */
export interface GoProgram {
  /** What it is, for progress lines. */
  readonly title: string;
  /** How long the build takes on 2 cores, for progress lines. */
  readonly duration: string;
  /** The folder with the go.mod that pins its version. */
  readonly module: string;
  /** The path of its package, as `go build` takes it. */
  readonly source: string;
  readonly flags: readonly string[];
  /** The executable to make. */
  readonly command: string;
}

/**
 * Builds a program under a name of its own and then renames it, so that the executable is always whole and two builds at
 * once only cost time. Returns why it failed, if it did.
 */
export async function goBuild(program: GoProgram, { report, signal }: Search): Promise<string | undefined> {
  if (process.platform === "win32") return "building it works on Linux and macOS only";
  const go = await runCommand("go", ["version"], { timeout: 30_000, cancelSignal: signal });
  if (go.failure !== undefined) return `building it needs Go, but "go version" says ${go.failure}`;
  const { title, duration, module, source, flags, command } = program;
  const partial = `${command}.${randomUUID()}`;
  mkdirSync(dirname(command), { recursive: true });
  report(`building ${title} from source (about ${duration} on 2 cores, once a machine) …`);
  const start = Date.now();
  const timer = setInterval(() => {
    report(`still building ${title}: ${Math.round((Date.now() - start) / 1000)} s`);
  }, REPORT_INTERVAL_MS);
  try {
    const { failure } = await runCommand("go", ["build", ...flags, "-o", partial, source], {
      cwd: module,
      // No C compiler needed, and a workspace file above the checkout must not change the versions.
      env: { CGO_ENABLED: "0", GOWORK: "off" },
      timeout: BUILD_TIMEOUT_MS,
      cancelSignal: signal,
    });
    if (failure !== undefined) return `go build failed: ${failure}`;
    renameSync(partial, command);
    return undefined;
  } finally {
    clearInterval(timer);
    rmSync(partial, { force: true });
  }
}
