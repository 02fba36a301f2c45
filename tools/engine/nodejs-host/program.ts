import { spawn } from "node:child_process";
import { type ProgramCommand } from "./commands.js";

/** End of a program: `bail` when the error has been shown already. */
export interface ProgramResult {
  readonly error?: string;
  readonly bail?: true;
}

/** A user's program while it runs. */
export interface Program {
  readonly ended: Promise<ProgramResult>;
  /** Interrupts the program, and kills it when that does not end it. */
  readonly stop: () => void;
}

/** Receives a program's output as it comes. */
export type Output = (stream: "stdout" | "stderr", chunk: Buffer) => void;

/** The SDK's runner exits with this code after it has logged the error itself. */
const ERROR_ALREADY_SHOWN = 32;

/** The engine waits 5 s for this host before it kills it: the program has to be gone by then. */
const KILL_AFTER_MS = 3_000;

const running = new Set<Program>();

/** Starts a program. */
export function startProgram(command: ProgramCommand, output: Output): Program {
  const child = spawn(process.execPath, command.args, {
    cwd: command.cwd,
    env: command.env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (chunk: Buffer) => {
      output(name, chunk);
    });
  let killTimer: NodeJS.Timeout | undefined;
  const ended = new Promise<ProgramResult>((resolve) => {
    child.once("error", (error) => {
      resolve({ error: `could not start the program: ${error.message}` });
    });
    // "exit" rather than "close" ends a stop: a grandchild may hold the pipes open for ever.
    child.once("exit", (code, signal) => {
      if (killTimer !== undefined) resolve(resultOf(code, signal));
      clearTimeout(killTimer);
    });
    child.once("close", (code, signal) => {
      resolve(resultOf(code, signal));
    });
  });
  const stop = (): void => {
    if (killTimer !== undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGINT");
    killTimer = setTimeout(() => child.kill("SIGKILL"), KILL_AFTER_MS);
  };
  const program = { ended, stop };
  running.add(program);
  void ended.finally(() => running.delete(program));
  return program;
}

/** Stops all programs and resolves when none is left. */
export async function stopPrograms(): Promise<void> {
  for (const program of running) program.stop();
  await Promise.allSettled([...running].map(({ ended }) => ended));
}

function resultOf(code: number | null, signal: NodeJS.Signals | null): ProgramResult {
  if (code === 0) return {};
  if (code === ERROR_ALREADY_SHOWN) return { bail: true };
  if (signal !== null) return { error: `Program was ended by ${signal}` };
  return { error: `Program exited with non-zero exit code: ${code ?? -1}` };
}
