import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Attempt, type Candidate, type Search } from "./engine.js";
import { withLock } from "./lock.js";
import { every } from "./progress.js";
import { runCommand } from "./run-command.js";

const BUILD_TIMEOUT_MS = 45 * 60_000;

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
  /** The executable to make, in a folder of its own. */
  readonly command: string;
  /** Takes the executable, if it is there and runs. */
  readonly builtBefore: () => Promise<Attempt<Candidate>>;
}

/** Builds a program, unless another process is quicker. */
export async function buildOnce(program: GoProgram, search: Search): Promise<Attempt<Candidate>> {
  if (process.platform === "win32") return { reason: "building it works on Linux and macOS only" };
  const go = await runCommand("go", ["version"], { timeout: 30_000, cancelSignal: search.signal });
  if (go.failure !== undefined)
    return { reason: `building it needs Go, but "go version" says ${go.failure}` };
  const { command, builtBefore } = program;
  mkdirSync(dirname(command), { recursive: true });
  return withLock(`${dirname(dirname(command))}.building`, search, async () => {
    // Again under the lock: another process may have built it meanwhile. One that does not run is replaced.
    const before = await builtBefore();
    if ("found" in before) return before;
    const failure = await compile(program, search);
    return failure === undefined ? builtBefore() : { reason: `go build failed: ${failure}` };
  });
}

/** Compiles under another name, so that a file with the final name is always whole. Returns why it failed. */
async function compile(program: GoProgram, search: Search): Promise<string | undefined> {
  const { title, duration, module, source, flags, command } = program;
  removePartials(command);
  const partial = `${command}.partial-${process.pid}`;
  const stop = every(search.report, (seconds) =>
    seconds === 0
      ? `building ${title} from source (about ${duration} on 2 cores, once a machine) …`
      : `still building ${title}: ${seconds} s`,
  );
  try {
    const { failure } = await runCommand("go", ["build", ...flags, "-o", partial, source], {
      cwd: module,
      // No C compiler needed, and a workspace file above the checkout must not change the versions.
      env: { CGO_ENABLED: "0", GOWORK: "off" },
      timeout: BUILD_TIMEOUT_MS,
      cancelSignal: search.signal,
    });
    if (failure !== undefined) return failure;
    chmodSync(partial, 0o755);
    renameSync(partial, command);
    return undefined;
  } finally {
    stop();
    rmSync(partial, { force: true });
  }
}

/** Removes the files of a killed build. The caller holds the lock, so no process writes to them. */
function removePartials(command: string): void {
  const folder = dirname(command);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${basename(command)}.partial-`)) rmSync(join(folder, name), { force: true });
  }
}
