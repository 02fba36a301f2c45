import { join } from "node:path";
import { runCommand } from "../../engine/run-command.js";
import { NO_CREDENTIALS } from "../../engine/project.js";

/** Longest life of one measured process, in milliseconds: far above any that works. */
const LONGEST = 120_000;

/** Runs one of the scripts here in a fresh Node process, and gives what it prints as JSON. */
export async function runChild(
  script: string,
  args: readonly (string | number)[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  const result = await runCommand(process.execPath, [join(__dirname, `${script}.js`), ...args.map(String)], {
    env: { ...process.env, ...NO_CREDENTIALS, ...env },
    timeout: LONGEST,
    cancelSignal: signal,
  });
  signal.throwIfAborted();
  if (result.failure !== undefined) throw new Error(`${script}: ${result.failure}\n${result.stderr}`);
  return JSON.parse(result.stdout) as unknown;
}
