import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { builtFolder, GO_MODULE } from "./cache.js";
import { type Engine, type Search } from "./engine.js";
import { goBuild } from "./go-build.js";
import { findExecutable } from "./installed-engine.js";

const NAME = "pulumi-language-yaml";
/** The version that go.mod pins. */
const VERSION = "1.25.0";
const MODULE = join(GO_MODULE, "yaml-host");
const BUILD_FLAGS = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w"] as const;

/** Finds the folder of the language host for YAML programs: beside the engine, on PATH, or built on this machine before. */
export function findYamlHost(engine: Engine): string | undefined {
  const beside = join(dirname(realpathSync(engine.command)), NAME);
  const found = findExecutable(beside) ?? findExecutable(NAME) ?? findExecutable(builtCommand());
  return found && dirname(found);
}

/** Builds the language host for YAML programs, unless the machine has one. @throws Error with the reason */
export async function ensureYamlHost(engine: Engine, search: Search): Promise<void> {
  if (findYamlHost(engine) !== undefined) return;
  const reason = await goBuild(
    {
      title: `the language host for YAML v${VERSION}`,
      duration: "2 minutes",
      module: MODULE,
      source: `github.com/pulumi/pulumi-yaml/cmd/${NAME}`,
      flags: BUILD_FLAGS,
      command: builtCommand(),
    },
    search,
  );
  search.signal.throwIfAborted();
  if (reason !== undefined) throw new Error(`no language host for YAML: ${reason}`);
}

function builtCommand(): string {
  return join(builtFolder(`yaml-host-v${VERSION}`, MODULE, BUILD_FLAGS), "bin", NAME);
}
