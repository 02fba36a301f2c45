import { spawn, type ChildProcess } from "node:child_process";

/** What a command is run with. */
export interface CommandOptions {
  readonly cwd?: string;
  /** The whole environment; the caller's own when left out. */
  readonly env?: NodeJS.ProcessEnv;
  /** After this many milliseconds the command and its children are killed. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** How a command ended; `failure` is one line, absent when it exited with 0. */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly failure?: string;
}

/** Runs a command to its end. Never rejects: what went wrong is in `failure`. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  // A group of its own, so that the compilers a build starts end with it.
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  return ended(child, options).then((failure) => ({
    ...output,
    ...(failure === undefined ? {} : { failure: withLastLine(failure, output.stderr) }),
  }));
}

function ended(child: ChildProcess, options: CommandOptions): Promise<string | undefined> {
  return new Promise((resolve) => {
    let killedFor: string | undefined;
    const kill = (why: string): void => {
      killedFor ??= why;
      killGroup(child);
    };
    const onAbort = (): void => {
      kill("interrupted");
    };
    const onExit = (): void => {
      kill("this process ended");
    };
    const timer = setTimeout(() => {
      kill(`no end after ${options.timeoutMs / 1000} s`);
    }, options.timeoutMs);
    const settle = (failure: string | undefined): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", onAbort);
      process.removeListener("exit", onExit);
      resolve(killedFor ?? failure);
    };
    options.signal?.addEventListener("abort", onAbort);
    process.once("exit", onExit);
    child.once("error", (error) => {
      settle(error.message);
    });
    child.once("close", (code, signal) => {
      settle(code === 0 ? undefined : `exit ${String(code ?? signal)}`);
    });
    if (options.signal?.aborted === true) onAbort();
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

function withLastLine(failure: string, stderr: string): string {
  const last = stderr.trim().split("\n").at(-1)?.trim();
  return last === undefined || last === "" ? failure : `${failure}: ${last}`;
}
