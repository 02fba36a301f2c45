import { type Options, type Result } from "execa";

/** Options of execa that a command takes here; `env` is added to the caller's environment. */
export type CommandOptions = Pick<Options, "cwd" | "env" | "timeout" | "cancelSignal">;

/** Output of a command; `failure` is one line, absent when the command exited with 0. */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly failure?: string;
}

/** Runs a command to its end, or kills it and its children at the timeout or the signal. Never rejects. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  // Not `require`: a dependency of execa exports nothing for it, and tsx then fails.
  const { execa } = await import("execa");
  const own = process.platform !== "win32";
  // In a process group of its own, so that the compilers that a build starts can be killed with it.
  const child = execa(command, args, {
    ...options,
    stdin: "ignore",
    reject: false,
    killSignal: "SIGKILL",
    detached: own,
  });
  const killGroup = (): void => {
    try {
      if (child.pid !== undefined && own) process.kill(-child.pid, "SIGKILL");
    } catch {
      // Nothing of the group is left.
    }
  };
  child.once("exit", killGroup);
  process.once("exit", killGroup);
  const result = await child;
  process.removeListener("exit", killGroup);
  const { stdout, stderr } = result;
  if (!result.failed) return { stdout, stderr };
  const last = stderr.trim().split("\n").at(-1)?.trim() ?? "";
  return { stdout, stderr, failure: [reasonOf(result, options), last].filter(Boolean).join(": ") };
}

type Ended = Pick<Result, "isCanceled" | "timedOut" | "originalMessage" | "exitCode" | "signal">;

function reasonOf(result: Ended, { timeout = 0 }: CommandOptions): string {
  if (result.isCanceled) return "interrupted";
  if (result.timedOut) return `no end after ${timeout / 1000} s`;
  return result.originalMessage ?? `exit ${String(result.exitCode ?? result.signal)}`;
}
