import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import semver from "semver";
import which from "which";
import { type Attempt, type Candidate, type Search } from "./engine.js";
import { runCommand } from "./run-command.js";
import { ENGINE_VERSION, versionProblem } from "./versions.js";

/** Longest run of the installer: enough for 100 MB on an ordinary line, short enough behind a firewall. */
const INSTALLER_TIMEOUT_MS = 60_000;

/** Folder with one folder a version, where the Automation API's installer puts them. It ignores PULUMI_HOME. */
function automationApiFolder(): string {
  return join(homedir(), ".pulumi", "versions");
}

/** Takes the `pulumi` on PATH, if it runs and is new enough. */
export async function engineOnPath(): Promise<Attempt<Candidate>> {
  const command = findExecutable("pulumi");
  return command === undefined ? { reason: "no pulumi on PATH", absent: true } : probe(command);
}

/** Takes the newest usable engine among those that the Automation API has installed for this user. */
export async function engineOfAutomationApi(): Promise<Attempt<Candidate>> {
  const folder = automationApiFolder();
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const reasons: string[] = [];
  for (const version of semver.rsort(names.filter((name) => semver.valid(name) !== null))) {
    const command = findExecutable(join(folder, version, "bin", "pulumi"));
    if (command === undefined) continue;
    const attempt = await probe(command);
    if ("found" in attempt) return attempt;
    reasons.push(attempt.reason);
  }
  if (reasons.length === 0) return { reason: `no engine under ${folder}`, absent: true };
  return { reason: reasons.join("; ") };
}

/** Runs the Automation API's own installer, which needs the internet, and gives up after a minute. */
export async function installWithAutomationApi(search: Search): Promise<Attempt<Candidate>> {
  search.report(
    `asking the Automation API to install the Pulumi engine v${ENGINE_VERSION}, ` +
      `since this machine has none (needs the internet; at most ${INSTALLER_TIMEOUT_MS / 1000} s) …`,
  );
  const result = await runCommand(process.execPath, ["-e", installScript()], {
    timeout: INSTALLER_TIMEOUT_MS,
    cancelSignal: search.signal,
  });
  if (result.failure !== undefined) return { reason: `the installer failed: ${result.failure}` };
  const command = join(automationApiFolder(), ENGINE_VERSION, "bin", "pulumi");
  return probe(findExecutable(command) ?? command);
}

/** Script for a process that can be killed with its shell and its download: the installer takes no signal. */
function installScript(): string {
  const automation = require.resolve("@pulumi/pulumi/automation");
  const [semverPath, version] = [require.resolve("semver", { paths: [automation] }), ENGINE_VERSION];
  return `
    const { SemVer } = require(${JSON.stringify(semverPath)});
    const { PulumiCommand } = require(${JSON.stringify(automation)});
    PulumiCommand.install({ version: new SemVer(${JSON.stringify(version)}) }).then(
      () => process.exit(0),
      (error) => { console.error(String(error.message).trim().split("\\n")[0]); process.exit(1); },
    );`;
}

/** Runs `pulumi version` and checks what it prints: a file with the right name proves nothing. */
export async function probe(command: string): Promise<Attempt<Candidate>> {
  // Even `pulumi version` writes a log into its home folder.
  const home = mkdtempSync(join(tmpdir(), "pulumi-probe-"));
  try {
    const env = { PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const result = await runCommand(command, ["version"], { env, timeout: 30_000 });
    if (result.failure !== undefined) return { reason: `${command} does not run: ${result.failure}` };
    const version = result.stdout.trim().replace(/^v/, "");
    const problem = versionProblem(version);
    return problem === undefined ? { found: { command, version } } : { reason: `${command}: ${problem}` };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Finds an executable file by its path, or by its name on PATH. Returns an absolute path. */
export function findExecutable(nameOrPath: string): string | undefined {
  const found = which.sync(nameOrPath, { nothrow: true });
  return found === null ? undefined : resolve(found);
}
