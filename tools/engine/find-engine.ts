import { delimiter, dirname, join } from "node:path";
import { installWithAutomationApi } from "./automation-installer.js";
import { buildEngine, engineBuiltBefore } from "./build-engine.js";
import { cacheFolder } from "./cache.js";
import { hasCompanions, writeCompanions } from "./companions.js";
import {
  type Attempt,
  type Candidate,
  type Engine,
  type EngineSource,
  type Report,
  type Search,
} from "./engine.js";
import { engineOfAutomationApi, engineOnPath } from "./installed-engine.js";
import { interruptible } from "./interrupt.js";

/** How to look for an engine. */
export interface EngineOptions {
  /** Told what takes long and why; nothing is printed without it. */
  readonly report?: Report;
}

interface Way {
  readonly name: string;
  readonly source: EngineSource;
  readonly attempt: (search: Search) => Promise<Attempt<Candidate>>;
}

/** The last way comes in two parts: what was built before is taken before the network is asked for anything. */
const WAYS: readonly Way[] = [
  { name: "PATH", source: "PATH", attempt: engineOnPath },
  { name: "folder of the Automation API", source: "installed", attempt: engineOfAutomationApi },
  { name: "built before", source: "built", attempt: engineBuiltBefore },
  { name: "installer of the Automation API", source: "automation-api", attempt: installWithAutomationApi },
  { name: "build from source", source: "built", attempt: buildEngine },
];

/**
 * Finds the Pulumi engine, or gets it: from PATH, from the folder the Automation API installs into, with the Automation
 * API's installer, or by building it once a machine. Throws one error that lists every try when none works.
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
      // That nothing was built before explains nothing: the build that follows has the reason.
      if (attempt.absent !== true || way.source !== "built") reasons.push(`  ${way.name}: ${attempt.reason}`);
    }
    throw new Error(["no Pulumi engine on this machine, and none could be had:", ...reasons].join("\n"));
  });
}

function describe(candidate: Candidate, source: EngineSource): Engine {
  const bin = dirname(candidate.command);
  return { ...candidate, bin, root: dirname(bin), source, env: { PATH: pathFor(candidate, bin, source) } };
}

/**
 * The engine's folder comes first, unless PATH leads to it already: other programs there, an old Node for one, must not
 * move to the front. Our companions come last, and only for an engine that lacks its own.
 */
function pathFor(candidate: Candidate, bin: string, source: EngineSource): string {
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
