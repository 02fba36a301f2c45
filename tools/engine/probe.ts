import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Attempt, type Candidate } from "./engine.js";
import { runCommand } from "./run-command.js";
import { versionProblem } from "./versions.js";

/** Runs `pulumi version` and checks the answer: a file with the right name proves nothing. */
export async function probe(command: string): Promise<Attempt<Candidate>> {
  // Even `pulumi version` writes a log into its home folder: give it one that goes away.
  const home = mkdtempSync(join(tmpdir(), "pulumi-probe-"));
  try {
    const env = { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const result = await runCommand(command, ["version"], { env, timeoutMs: 30_000 });
    if (result.failure !== undefined) return { reason: `${command} does not run: ${result.failure}` };
    const version = result.stdout.trim().replace(/^v/, "");
    const problem = versionProblem(version);
    return problem === undefined ? { found: { command, version } } : { reason: `${command}: ${problem}` };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
