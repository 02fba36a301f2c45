import { runDemo } from "./demo.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs `npm run demo`: prints as it goes; an interrupt cleans up before the process ends. */
async function main(): Promise<void> {
  const controller = new AbortController();
  const interrupt = (signal: NodeJS.Signals): void => {
    controller.abort(new Error(`interrupted by ${signal}; everything is cleaned up`));
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  // The reader of the pipe has gone, as with `| head`.
  process.stdout.on("error", () => {
    controller.abort(new Error("interrupted: the output is closed"));
  });
  try {
    await runDemo((line) => process.stdout.write(`${line}\n`), controller.signal);
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = controller.signal.aborted ? 130 : 1;
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, interrupt);
  }
}

void main();
