import { delimiter, dirname, join } from "node:path";
import { buildEngine, engineBuiltBefore } from "./build-engine.js";
import { cacheFolder } from "./cache.js";
import { hasCompanions, writeCompanions } from "./companions.js";
import { type Attempt, type Candidate, type Engine, type Report, type Search } from "./engine.js";
import { engineOfAutomationApi, engineOnPath, installWithAutomationApi } from "./installed-engine.js";
import { interruptible } from "./interrupt.js";

/** Options of the search. */
export interface EngineOptions {
  /** Receives progress lines. Default: no progress is shown. */
  readonly report?: Report;
}

interface Way {
  readonly name: string;
  readonly source: Engine["source"];
  readonly attempt: (search: Search) => Promise<Attempt<Candidate>>;
}

/** All ways in order. An engine that was built before comes first of those that may need the network. */
const WAYS: readonly Way[] = [
  { name: "PATH", source: "PATH", attempt: engineOnPath },
  { name: "folder of the Automation API", source: "installed", attempt: engineOfAutomationApi },
  { name: "built before", source: "built", attempt: engineBuiltBefore },
  { name: "installer of the Automation API", source: "automation-api", attempt: installWithAutomationApi },
  { name: "build from source", source: "built", attempt: buildEngine },
];

/**
 * Finds the Pulumi engine, or gets it: from PATH, from the Automation API's folder, with the Automation API's installer,
 * or by building it once a machine.
 *
 * @throws Error that lists the reason of every way, when none works.
 */
export function ensureEngine(options: EngineOptions = {}): Promise<Engine> {
  const report = options.report ?? ((): void => undefined);
  return interruptible(async (signal) => {
    const reasons: string[] = [];
    for (const way of WAYS) {
      signal.throwIfAborted();
      const attempt = await way.attempt({ report, signal });
      signal.throwIfAborted();
      if ("found" in attempt) return describe(attempt.found, way.source);
      if (attempt.absent !== true) report(`${way.name}: ${attempt.reason}`);
      // "Not built before" is no reason: the build that follows has one.
      if (attempt.absent !== true || way.source !== "built") reasons.push(`  ${way.name}: ${attempt.reason}`);
    }
    throw new Error(["no Pulumi engine on this machine, and none could be had:", ...reasons].join("\n"));
  });
}

function describe(candidate: Candidate, source: Engine["source"]): Engine {
  const bin = dirname(candidate.command);
  return { ...candidate, bin, root: dirname(bin), source, env: { PATH: pathFor(candidate, bin, source) } };
}

/**
 * Makes a PATH with the engine's folder first. An engine from PATH keeps its place: other programs in its folder, such as
 * an old Node, must not move to the front. Our companions come last, and only for an engine without its own.
 */
function pathFor(candidate: Candidate, bin: string, source: Engine["source"]): string {
  const path = [...(source === "PATH" ? [] : [bin]), process.env["PATH"] ?? ""];
  if (source === "built") {
    writeCompanions(bin);
  } else if (!hasCompanions(candidate.command)) {
    const companions = join(cacheFolder(), "companions");
    writeCompanions(companions);
    path.push(companions);
  }
  return path.filter((part) => part !== "").join(delimiter);
}
