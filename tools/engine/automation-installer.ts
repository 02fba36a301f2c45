import { join } from "node:path";
import { type Attempt, type Candidate, type Search } from "./engine.js";
import { automationApiFolder } from "./installed-engine.js";
import { probe } from "./probe.js";
import { runCommand } from "./run-command.js";
import { PULUMI } from "./search-path.js";
import { ENGINE_VERSION } from "./versions.js";

/** Long enough for a download of 100 MB on an ordinary line, short enough where a firewall swallows the packets. */
const INSTALLER_TIMEOUT_MS = 60_000;

/** Runs the Automation API's own installer, which needs the internet, and gives up after a minute. */
export async function installWithAutomationApi(search: Search): Promise<Attempt<Candidate>> {
  search.report(
    `asking the Automation API to install the Pulumi engine v${ENGINE_VERSION}, ` +
      `since this machine has none (needs the internet; at most ${INSTALLER_TIMEOUT_MS / 1000} s) …`,
  );
  const result = await runCommand(process.execPath, ["-e", installScript()], {
    timeoutMs: INSTALLER_TIMEOUT_MS,
    signal: search.signal,
  });
  if (result.failure !== undefined) return { reason: `the installer failed: ${result.failure}` };
  return probe(join(automationApiFolder(), ENGINE_VERSION, "bin", PULUMI));
}

/**
 * The installer cannot be cancelled and starts a shell and a download of its own: in a process of its own it can be ended
 * with all it started.
 */
function installScript(): string {
  const automation = JSON.stringify(require.resolve("@pulumi/pulumi/automation"));
  const semver = JSON.stringify(
    require.resolve("semver", { paths: [require.resolve("@pulumi/pulumi/automation")] }),
  );
  return `
    const { SemVer } = require(${semver});
    require(${automation}).PulumiCommand.install({ version: new SemVer(${JSON.stringify(ENGINE_VERSION)}) }).then(
      () => process.exit(0),
      (error) => { console.error(String(error.message).trim().split("\\n")[0]); process.exit(1); },
    );`;
}
