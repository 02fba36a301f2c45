import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { type Attempt, type Candidate } from "./engine.js";
import { probe } from "./probe.js";
import { findOnPath, isExecutable, PULUMI } from "./search-path.js";
import { newestFirst } from "./versions.js";

/** The `pulumi` on PATH, if it runs and is new enough. */
export async function engineOnPath(): Promise<Attempt<Candidate>> {
  const command = findOnPath(PULUMI);
  return command === undefined ? { reason: `no ${PULUMI} on PATH`, absent: true } : probe(command);
}

/** The newest usable engine among those that the Automation API has installed for this user before. */
export async function engineOfAutomationApi(): Promise<Attempt<Candidate>> {
  const folder = automationApiFolder();
  const commands = versionsIn(folder)
    .map((version) => join(folder, version, "bin", PULUMI))
    .filter(isExecutable);
  const reasons: string[] = [];
  for (const command of commands) {
    const attempt = await probe(command);
    if ("found" in attempt) return attempt;
    reasons.push(attempt.reason);
  }
  if (reasons.length === 0) return { reason: `no engine under ${folder}`, absent: true };
  return { reason: reasons.join("; ") };
}

/** Where the Automation API's installer puts one folder a version; it takes the home folder, never PULUMI_HOME. */
export function automationApiFolder(): string {
  return join(homedir(), ".pulumi", "versions");
}

function versionsIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort(newestFirst);
  } catch {
    return [];
  }
}
