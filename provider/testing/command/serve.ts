import { type LocalAtlas } from "../local-atlas.js";
import { type LocalAtlasOptions } from "../scenario/options.js";
import { startServer } from "../server.js";
import { UsageError } from "./arguments.js";
import { configurationLines, requestLine, runLine, transitionLine } from "./output.js";

/**
 * Starts a local Atlas that prints the configuration of a stack for it, its requests and its transitions. It ends with
 * SIGINT or SIGTERM. Throws a UsageError if it cannot listen.
 */
export async function serve(scenario: LocalAtlasOptions): Promise<LocalAtlas> {
  const atlas = await startServer(scenario, {
    requestEnded: (request, fault) => {
      print(requestLine(request, fault));
    },
    runChanged: (pipelineName, runId, set) => {
      print(transitionLine(Date.now(), pipelineName, runId, set));
    },
  }).catch((error: unknown) => {
    throw new UsageError(startProblem(error as NodeJS.ErrnoException, scenario));
  });
  stopAtSignals(() => atlas.close());
  print(`Local Atlas at ${atlas.baseUrl}. Ctrl-C ends it.`, "");
  print(...configurationLines(atlas.baseUrl, scenario).map((line) => `  ${line}`), "");
  print(...(scenario.runs ?? []).map(runLine));
  return atlas;
}

function startProblem(
  { code, message }: NodeJS.ErrnoException,
  { port = 0, tls }: LocalAtlasOptions,
): string {
  const place = `port ${port} of 127.0.0.1`;
  if (code === "EADDRINUSE") {
    return `${place} is taken: end what listens there, or choose another with --port (0: any free one)`;
  }
  if (tls !== undefined) return `tls must be a private key and its certificate as PEM: ${message}`;
  return `cannot listen on ${place}: ${message}`;
}

/** Lets the process end by itself at the first signal, or if the reader of the output has gone. A second signal ends it at once. */
function stopAtSignals(close: () => Promise<void>): void {
  const stop = (): void => void close();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
  process.stdout.on("error", stop);
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
