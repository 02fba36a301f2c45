import { runCommand } from "../../../tools/engine/run-command.js";

/** Longest run of one command, in milliseconds. */
const LONGEST_RUN = 300_000;

/** Returns the output of an npm command; throws its standard error if it fails. */
export async function npm(args: readonly string[]): Promise<string> {
  const { stdout, stderr, failure } = await runCommand("npm", args, { timeout: LONGEST_RUN });
  if (failure !== undefined) throw new Error(`npm ${args.join(" ")}: ${failure}\n${stderr}`);
  return stdout.trim();
}
