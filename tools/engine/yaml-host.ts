import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { builtFolder, GO_MODULE } from "./cache.js";
import { type Attempt, type Candidate, type Engine, type Report } from "./engine.js";
import { buildOnce } from "./go-build.js";
import { findExecutable } from "./installed-engine.js";
import { interruptible } from "./interrupt.js";
import { runCommand } from "./run-command.js";

const NAME = "pulumi-language-yaml";
/** The version that go.mod pins. */
const VERSION = "1.25.0";
const MODULE = join(GO_MODULE, "yaml-host");
const BUILD_FLAGS = ["-mod=readonly", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w"] as const;

/**
 * Finds the language host for YAML programs, or builds it once a machine: an engine from PATH has one beside it.
 *
 * @returns The folder that holds it, for PATH.
 * @throws Error with the reason, when it cannot be built.
 */
export async function ensureYamlHost(engine: Engine, report: Report): Promise<string> {
  const found = findExecutable(join(dirname(realpathSync(engine.command)), NAME)) ?? findExecutable(NAME);
  if (found !== undefined) return dirname(found);
  const before = await builtBefore();
  if ("found" in before) return dirname(before.found.command);
  const attempt = await interruptible((signal) =>
    buildOnce(
      {
        title: `the language host for YAML v${VERSION}`,
        duration: "2 minutes",
        module: MODULE,
        source: `github.com/pulumi/pulumi-yaml/cmd/${NAME}`,
        flags: BUILD_FLAGS,
        command: builtCommand(),
        builtBefore,
      },
      { report, signal },
    ),
  );
  if ("found" in attempt) return dirname(attempt.found.command);
  throw new Error(`no language host for YAML: ${attempt.reason}`);
}

/** Takes the language host that was built on this machine before, if it starts. */
async function builtBefore(): Promise<Attempt<Candidate>> {
  const command = builtCommand();
  if (findExecutable(command) === undefined) return { reason: `nothing at ${command}`, absent: true };
  const { failure } = await runCommand(command, ["-help"], { timeout: 30_000 });
  return failure === undefined
    ? { found: { command, version: VERSION } }
    : { reason: `${command}: ${failure}` };
}

function builtCommand(): string {
  return join(builtFolder(`yaml-host-v${VERSION}`, MODULE, BUILD_FLAGS), "bin", NAME);
}
