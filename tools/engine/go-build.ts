import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ROOT } from "../root.js";
import { cacheFolder } from "./cache.js";
import { runCommand } from "./run-command.js";

/** Version of the engine that is installed or built when the machine has none; go.mod here pins the same version. */
export const ENGINE_VERSION = "3.259.0";

/** Version of the language host for YAML, as its go.mod pins it. */
const YAML_VERSION = "1.25.0";

const BUILD_TIMEOUT_MS = 45 * 60_000;

/** Receives progress lines: the step that takes long, and why. */
export type Report = (line: string) => void;

/** A program that is built from a Go module of this checkout. */
export interface GoProgram {
  /** What it is, for progress lines. */
  readonly title: string;
  /** How long the build takes on 2 cores, for progress lines. */
  readonly duration: string;
  /** The folder with the go.mod that pins its version. */
  readonly module: string;
  /** The path of its package, as `go build` takes it; its last part is the name of the executable. */
  readonly source: string;
  readonly flags: readonly string[];
  /** Names its folder in the cache, with a hash of all that decides what is built. */
  readonly folder: string;
}

/** `-buildvcs=false`: go.mod pins the version, and git may fail in a checkout that another user owns. */
const FLAGS = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags"];

const MODULE = join(ROOT, "tools", "engine");

export const ENGINE: GoProgram = {
  title: `the Pulumi engine v${ENGINE_VERSION}`,
  duration: "4 minutes",
  module: MODULE,
  source: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  flags: [...FLAGS, `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${ENGINE_VERSION}`],
  folder: `engine-v${ENGINE_VERSION}`,
};

export const YAML_HOST: GoProgram = {
  title: `the language host for YAML v${YAML_VERSION}`,
  duration: "2 minutes",
  module: join(MODULE, "yaml-host"),
  source: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  flags: [...FLAGS, "-s -w"],
  folder: `yaml-host-v${YAML_VERSION}`,
};

/** Returns the path that the executable of a program has in the cache, once it is built. */
export function builtCommand({ module, source, flags, folder }: GoProgram): string {
  const hash = createHash("sha256").update(JSON.stringify([process.platform, process.arch, flags]));
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(module, file)));
  return join(cacheFolder(), `${folder}-${hash.digest("hex").slice(0, 12)}`, "bin", basename(source));
}

/**
 * Builds a program under a name of its own and then renames it, so that the executable is always whole and two builds at
 * once only cost time. Returns the path. @throws Error with the reason
 */
export async function goBuild(program: GoProgram, report: Report): Promise<string> {
  if (process.platform === "win32") throw new Error("building it works on Linux and macOS only");
  const go = await runCommand("go", ["version"], { timeout: 30_000 });
  if (go.failure !== undefined) throw new Error(`building it needs Go, but "go version" says ${go.failure}`);
  const { title, duration, module, source, flags } = program;
  const command = builtCommand(program);
  const partial = `${command}.${randomUUID()}`;
  mkdirSync(dirname(command), { recursive: true });
  report(`building ${title} from source (about ${duration} on 2 cores, once a machine) …`);
  const { failure } = await runCommand("go", ["build", ...flags, "-o", partial, source], {
    cwd: module,
    // No C compiler needed, and a workspace file above the checkout must not change the versions.
    env: { CGO_ENABLED: "0", GOWORK: "off" },
    timeout: BUILD_TIMEOUT_MS,
  });
  if (failure !== undefined) throw new Error(`go build failed: ${failure}`);
  renameSync(partial, command);
  return command;
}
