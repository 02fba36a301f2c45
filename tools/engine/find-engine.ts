import { delimiter, dirname, join } from "node:path";
import { buildEngine, engineBuiltBefore } from "./build-engine.js";
import { cacheFolder } from "./cache.js";
import { hasCompanions, writeCompanions } from "./companions.js";
import { type Attempt, type Candidate, type Engine, type Report, type Search } from "./engine.js";
import { engineOfAutomationApi, engineOnPath, installWithAutomationApi } from "./installed-engine.js";

interface Way {
  readonly name: string;
  readonly source: Engine["source"];
  readonly attempt: (search: Search) => Promise<Attempt<Candidate>>;
}

/** Ways to an engine that this machine has, in order. */
const FIND: readonly Way[] = [
  { name: "PATH", source: "PATH", attempt: engineOnPath },
  { name: "folder of the Automation API", source: "installed", attempt: engineOfAutomationApi },
  { name: "built before", source: "built", attempt: engineBuiltBefore },
];

/** Ways that need the network or minutes, tried after all others. */
const GET: readonly Way[] = [
  { name: "installer of the Automation API", source: "automation-api", attempt: installWithAutomationApi },
  { name: "build from source", source: "built", attempt: buildEngine },
];

/** Options of the search. */
interface EngineOptions {
  /** Receives progress lines. */
  readonly report: Report;
  /** Ends what the search has started. Default: nothing ends it. */
  readonly signal?: AbortSignal;
}

/**
 * Finds the Pulumi engine on this machine: on PATH, in the Automation API's folder, or built before.
 *
 * @throws Error that lists the reason of every way, when none works.
 */
export function findEngine(report: Report): Promise<Engine> {
  return search(FIND, { report });
}

/**
 * Finds the Pulumi engine, or gets it once a machine: with the Automation API's installer, or by building it.
 *
 * @throws Error that lists the reason of every way, when none works.
 */
export function ensureEngine(options: EngineOptions): Promise<Engine> {
  return search([...FIND, ...GET], options);
}

async function search(
  ways: readonly Way[],
  { report, signal = new AbortController().signal }: EngineOptions,
): Promise<Engine> {
  const reasons: string[] = [];
  for (const way of ways) {
    signal.throwIfAborted();
    const attempt = await way.attempt({ report, signal });
    signal.throwIfAborted();
    if ("found" in attempt) return describe(attempt.found, way.source);
    if (attempt.absent !== true) report(`${way.name}: ${attempt.reason}`);
    reasons.push(`  ${way.name}: ${attempt.reason}`);
  }
  throw new Error(["no Pulumi engine on this machine:", ...reasons].join("\n"));
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
