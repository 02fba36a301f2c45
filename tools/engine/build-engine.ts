import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { builtEngineFolder, GO_MODULE } from "./cache.js";
import { type Attempt, type Candidate, type Search } from "./engine.js";
import { findExecutable, probe } from "./installed-engine.js";
import { withLock } from "./lock.js";
import { every } from "./progress.js";
import { runCommand } from "./run-command.js";
import { ENGINE_VERSION } from "./versions.js";

const BUILD_TIMEOUT_MS = 45 * 60_000;

/** `-buildvcs=false`: go.mod pins the version, and git may fail in a checkout that another user owns. */
const BUILD_FLAGS = [
  "-mod=readonly",
  "-trimpath",
  "-buildvcs=false",
  "-ldflags",
  `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${ENGINE_VERSION}`,
] as const;

/** Takes the engine that was built on this machine before. */
export async function engineBuiltBefore(): Promise<Attempt<Candidate>> {
  const command = builtCommand();
  const found = findExecutable(command);
  return found === undefined ? { reason: `nothing at ${command}`, absent: true } : probe(found);
}

/** Builds the engine from the version that go.mod pins, unless another process is quicker. */
export async function buildEngine(search: Search): Promise<Attempt<Candidate>> {
  if (process.platform === "win32") return { reason: "building it works on Linux and macOS only" };
  const go = await runCommand("go", ["version"], { timeout: 30_000, cancelSignal: search.signal });
  if (go.failure !== undefined)
    return { reason: `building it needs Go, but "go version" says ${go.failure}` };
  const command = builtCommand();
  mkdirSync(dirname(command), { recursive: true });
  return withLock(`${dirname(dirname(command))}.building`, search, async () => {
    // Again under the lock: another process may have built it meanwhile. One that does not run is replaced.
    const before = await engineBuiltBefore();
    if ("found" in before) return before;
    const failure = await compile(command, search);
    return failure === undefined ? probe(command) : { reason: `go build failed: ${failure}` };
  });
}

/** Compiles under another name, so that a file with the final name is always whole. Returns why it failed. */
async function compile(command: string, search: Search): Promise<string | undefined> {
  removePartials(dirname(command));
  const partial = `${command}.partial-${process.pid}`;
  const stop = every(search.report, (seconds) =>
    seconds === 0
      ? `building the Pulumi engine v${ENGINE_VERSION} from source (about 4 minutes on 2 cores, once a machine) …`
      : `still building the Pulumi engine: ${seconds} s`,
  );
  const args = ["build", ...BUILD_FLAGS, "-o", partial, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"];
  try {
    const { failure } = await runCommand("go", args, {
      cwd: GO_MODULE,
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
function removePartials(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith("pulumi.partial-")) rmSync(join(folder, name), { force: true });
  }
}

function builtCommand(): string {
  return join(builtEngineFolder(GO_MODULE, BUILD_FLAGS), "bin", "pulumi");
}
