import { runCommand } from "../../../tools/engine/run-command.js";

/** Longest run of one command, in milliseconds. */
const LONGEST_RUN = 300_000;

/** What an npm command prints on standard output; throws what it says on standard error where it fails. */
export async function npm(args: readonly string[], signal?: AbortSignal): Promise<string> {
  const options = { timeoutMs: LONGEST_RUN, ...(signal === undefined ? {} : { signal }) };
  const { stdout, stderr, failure } = await runCommand("npm", args, options);
  if (failure !== undefined) throw new Error(`npm ${args.join(" ")}: ${failure}\n${stderr}`);
  return stdout.trim();
}
