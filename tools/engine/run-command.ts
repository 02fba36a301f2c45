import { type Options } from "execa";

/** Options of execa that a command takes here; `env` is added to the caller's environment. */
export type CommandOptions = Pick<Options, "cwd" | "env" | "timeout">;

/** Output of a command; `failure` is one line, absent when the command exited with 0. */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly failure?: string;
}

/** Runs a command to its end, or kills it at the timeout or with this process. Never rejects. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  // Not `require`: a dependency of execa exports nothing for it, and tsx then fails.
  const { execa } = await import("execa");
  const result = await execa(command, args, {
    ...options,
    stdin: "ignore",
    reject: false,
    killSignal: "SIGKILL",
  });
  const { stdout, stderr, exitCode, signal } = result;
  if (!result.failed) return { stdout, stderr };
  const reason = result.timedOut
    ? `no end after ${(options.timeout ?? 0) / 1000} s`
    : (result.originalMessage ?? `exit ${String(exitCode ?? signal)}`);
  const last = stderr.trim().split("\n").at(-1)?.trim() ?? "";
  return { stdout, stderr, failure: [reason, last].filter(Boolean).join(": ") };
}
