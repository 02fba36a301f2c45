import { interruptSignal } from "../engine/interrupt.js";
import { runDemo } from "./demo.js";

/** Runs `npm run demo`: prints as it goes; an interrupt cleans up before the process ends. */
async function main(): Promise<void> {
  const closed = new AbortController();
  // The reader of the pipe has gone, as with `| head`.
  process.stdout.on("error", () => {
    closed.abort(new Error("interrupted: the output is closed"));
  });
  const signal = AbortSignal.any([interruptSignal(), closed.signal]);
  try {
    await runDemo((line) => process.stdout.write(`${line}\n`), signal);
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = signal.aborted ? 130 : 1;
  }
}

void main();
