import { delimiter, dirname, join } from "node:path";
import { cacheFolder } from "./cache.js";
import { hasCompanions, writeCompanions } from "./companions.js";
import { builtCommand, ENGINE, goBuild, YAML_HOST, type Report } from "./go-build.js";
import { findExecutable, installedEngine, installWithAutomationApi, probe } from "./installed-engine.js";

/** A Pulumi CLI that was found or built, and is known to run. */
export interface Engine {
  /** Absolute path of the `pulumi` executable. */
  readonly command: string;
  /** Without a leading `v`. */
  readonly version: string;
  /** The way of the search that led to it. */
  readonly source: string;
  /** The PATH with which a child process finds this engine, and the engine its plugins. */
  readonly path: string;
}

/** Returns the path of an executable, or undefined where there is none. Throws an error with the reason for a failure. */
type Way = (report: Report) => string | undefined | Promise<string>;

/** Ways to an engine that this machine has, in order. */
const FIND: Readonly<Record<string, Way>> = {
  PATH: () => findExecutable("pulumi"),
  "folder of the Automation API": installedEngine,
  "built before": () => findExecutable(builtCommand(ENGINE)),
};

/** Ways that need the network or minutes, tried after all others. */
const GET: Readonly<Record<string, Way>> = {
  "installer of the Automation API": installWithAutomationApi,
  "build from source": (report) => goBuild(ENGINE, report),
};

/**
 * Finds the Pulumi engine on this machine: on PATH, in the Automation API's folder, or built before.
 *
 * @throws Error that lists the reason of every way, when none works.
 */
export function findEngine(report: Report): Promise<Engine> {
  return search(FIND, report);
}

/**
 * Finds the Pulumi engine, or gets it once a machine: with the Automation API's installer, or by building it.
 *
 * @throws Error that lists the reason of every way, when none works.
 */
export function ensureEngine(report: Report): Promise<Engine> {
  return search({ ...FIND, ...GET }, report);
}

async function search(ways: Readonly<Record<string, Way>>, report: Report): Promise<Engine> {
  const reasons: string[] = [];
  for (const [source, way] of Object.entries(ways)) {
    try {
      const command = await way(report);
      if (command === undefined) reasons.push(`  ${source}: none`);
      else return { command, version: await probe(command), source, path: pathFor(command, source) };
    } catch (error) {
      const reason = `${source}: ${(error as Error).message}`;
      report(reason);
      reasons.push(`  ${reason}`);
    }
  }
  throw new Error(["no Pulumi engine on this machine:", ...reasons].join("\n"));
}

/**
 * Makes a PATH with the engine's folder first. An engine from PATH keeps its place: other programs in its folder, such as
 * an old Node, must not move to the front. Our companions come last, and only for an engine without its own.
 */
function pathFor(command: string, source: string): string {
  const bin = dirname(command);
  const path = [...(source === "PATH" ? [] : [bin]), process.env["PATH"] ?? ""];
  if (command === builtCommand(ENGINE)) {
    writeCompanions(bin);
  } else if (!hasCompanions(command)) {
    const companions = join(cacheFolder(), "companions");
    writeCompanions(companions);
    path.push(companions);
  }
  return path.filter((part) => part !== "").join(delimiter);
}

/** Finds the folder of the language host for YAML programs: beside the engine, on PATH, or built on this machine before. */
export function findYamlHost({ command }: Engine): string | undefined {
  const name = "pulumi-language-yaml";
  const found = [join(dirname(command), name), name, builtCommand(YAML_HOST)].map(findExecutable);
  const first = found.find((path) => path !== undefined);
  return first && dirname(first);
}
