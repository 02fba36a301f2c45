import { type LocalAtlas } from "../local-atlas.js";
import { type LocalAtlasOptions } from "../scenario/options.js";
import { startServer } from "../server.js";
import { configurationLines } from "./configuration.js";
import { requestLine, transitionLine } from "./log-line.js";
import { runLines } from "./run-lines.js";
import { stopAtSignals } from "./stop.js";
import { UsageError } from "./usage-error.js";

/**
 * Starts a local Atlas that prints how to configure a stack for it, what it is asked and what changes, and that ends
 * with SIGINT or SIGTERM. Throws a UsageError where it cannot listen.
 */
export async function serve(scenario: LocalAtlasOptions): Promise<LocalAtlas> {
  const atlas = await start(scenario);
  stopAtSignals(() => atlas.close());
  print(`Local Atlas at ${atlas.baseUrl}. Ctrl-C ends it.`, "");
  print(...configurationLines(atlas.baseUrl, scenario).map((line) => `  ${line}`), "");
  print(...runLines(scenario.runs ?? []));
  return atlas;
}

async function start(scenario: LocalAtlasOptions): Promise<LocalAtlas> {
  try {
    return await startServer(scenario, {
      requestEnded: (ended) => {
        print(requestLine(ended));
      },
      runChanged: (place, set) => {
        print(transitionLine(Date.now(), place, set));
      },
    });
  } catch (error) {
    throw new UsageError(startProblem(error as NodeJS.ErrnoException, scenario));
  }
}

function startProblem({ code, message }: NodeJS.ErrnoException, scenario: LocalAtlasOptions): string {
  const { port = 0, tls } = scenario;
  if (code === "EADDRINUSE") {
    return `port ${port} of 127.0.0.1 is taken: end what listens there, or choose another with --port (0: any free one)`;
  }
  if (code === "EACCES")
    return `port ${port} of 127.0.0.1 may not be used: choose one from 1024 up with --port`;
  if (tls !== undefined)
    return `tls must be a private key and its certificate as PEM, got what is not: ${message}`;
  return `cannot listen on port ${port} of 127.0.0.1: ${message}`;
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
