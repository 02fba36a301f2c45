import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join, resolve, sep } from "node:path";
import { ENGINE_VERSION, type Report } from "./go-build.js";
import { runCommand } from "./run-command.js";

/** Oldest engine that treats a dynamic provider the way this package needs; the pinned SDK has this version. */
const MINIMUM_VERSION = "3.248.0";

/** Longest run of the installer: enough for 100 MB on an ordinary line, short enough behind a firewall. */
const INSTALLER_TIMEOUT_MS = 60_000;

/** Finds the newest engine among those that the Automation API has installed for this user. */
export function installedEngine(): string | undefined {
  const folder = automationApiFolder();
  const versions = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("3.")) : [];
  return versions
    .sort((a, b) => compare(b, a))
    .map((version) => findExecutable(join(folder, version, "bin", "pulumi")))
    .find((command) => command !== undefined);
}

/** Folder with one folder a version, where the Automation API's installer puts them. It ignores PULUMI_HOME. */
function automationApiFolder(): string {
  return join(homedir(), ".pulumi", "versions");
}

/** Runs the Automation API's own installer, which needs the internet, and gives up after a minute. */
export async function installWithAutomationApi(report: Report): Promise<string> {
  report(
    `asking the Automation API to install the Pulumi engine v${ENGINE_VERSION}, ` +
      `since this machine has none (needs the internet; at most ${INSTALLER_TIMEOUT_MS / 1000} s) …`,
  );
  const automation = require.resolve("@pulumi/pulumi/automation");
  const semver = require.resolve("semver", { paths: [automation] });
  // In a process of its own, which can be killed: the installer takes no signal.
  const script = `
    const { SemVer } = require(${JSON.stringify(semver)});
    const { PulumiCommand } = require(${JSON.stringify(automation)});
    PulumiCommand.install({ version: new SemVer("${ENGINE_VERSION}") }).then(
      () => process.exit(0),
      (error) => { console.error(String(error.message).trim().split("\\n")[0]); process.exit(1); },
    );`;
  const { failure } = await runCommand(process.execPath, ["-e", script], { timeout: INSTALLER_TIMEOUT_MS });
  if (failure !== undefined) throw new Error(`the installer failed: ${failure}`);
  return join(automationApiFolder(), ENGINE_VERSION, "bin", "pulumi");
}

/** Runs `pulumi version` and returns it: a file with the right name proves nothing. @throws Error with the reason */
export async function probe(command: string): Promise<string> {
  // Even `pulumi version` writes a log into its home folder.
  const home = mkdtempSync(join(tmpdir(), "pulumi-probe-"));
  try {
    const env = { PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const { stdout, failure } = await runCommand(command, ["version"], { env, timeout: 30_000 });
    if (failure !== undefined) throw new Error(`${command} does not run: ${failure}`);
    const version = stdout.trim().replace(/^v/, "");
    if (/^3\.\d+\.\d+/.test(version) && compare(version, MINIMUM_VERSION) >= 0) return version;
    throw new Error(`${command}: its version is "${version}", not ${MINIMUM_VERSION} or a later 3.x`);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

/** Finds an executable file by its path, or by its name on PATH. Returns an absolute path. */
export function findExecutable(nameOrPath: string): string | undefined {
  const folders = nameOrPath.includes(sep) ? [""] : (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => resolve(folder, nameOrPath)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
