import { join } from "node:path";
import { builtFolder, GO_MODULE } from "./cache.js";
import { type Attempt, type Candidate, type Search } from "./engine.js";
import { goBuild } from "./go-build.js";
import { findExecutable, probe } from "./installed-engine.js";
import { ENGINE_VERSION } from "./versions.js";

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

/** Builds the engine from the version that go.mod pins. */
export async function buildEngine(search: Search): Promise<Attempt<Candidate>> {
  const reason = await goBuild(
    {
      title: `the Pulumi engine v${ENGINE_VERSION}`,
      duration: "4 minutes",
      module: GO_MODULE,
      source: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      flags: BUILD_FLAGS,
      command: builtCommand(),
    },
    search,
  );
  return reason === undefined ? engineBuiltBefore() : { reason };
}

function builtCommand(): string {
  return join(builtFolder(`engine-v${ENGINE_VERSION}`, GO_MODULE, BUILD_FLAGS), "bin", "pulumi");
}
