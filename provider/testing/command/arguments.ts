import { parseArgs } from "node:util";
import { quoted } from "../../errors/text.js";
import { UsageError } from "./usage-error.js";

export interface Arguments {
  readonly help: boolean;
  /** Default: the built-in example. */
  readonly file: string | undefined;
  /** Default: what the scenario says. */
  readonly port: number | undefined;
}

export const DEFAULT_PORT = 27080;

export const HELP = `Usage: pulumi-atlas-data-lake-local [scenario.json] [--port N] [--help]

Starts a local Atlas on 127.0.0.1 that answers requests for Data Lake Pipeline runs, and logs each. Ctrl-C ends it.

  scenario.json  Credentials, runs with their transitions in time, and faults: the options of startLocalAtlas()
                 as JSON. Without it, the example run of the API's reference, with credentials of each kind.
  --port N       0 to 65535, and 0 for any free port. Default: the scenario's "port", or else ${DEFAULT_PORT}.
  -h, --help     Prints this.

Exit code: 0 when it is ended by Ctrl-C or SIGTERM, 2 for a wrong argument or scenario, or a port that is taken.
`;

/** Throws a UsageError for what is not allowed. */
export function parseArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) {
    throw new UsageError(
      `there can be one scenario file, got ${positionals.map((p) => quoted(p)).join(" and ")}`,
    );
  }
  return { help: values.help ?? false, file: positionals[0], port: portOf(values.port) };
}

function parse(args: readonly string[]): ReturnType<typeof parseStrictly> {
  try {
    return parseStrictly(args);
  } catch (error) {
    const [problem = ""] = (error as Error).message.split(". ");
    throw new UsageError(`${problem}: allowed are a scenario file, --port N and --help`);
  }
}

function parseStrictly(args: readonly string[]): {
  values: { help?: boolean | undefined; port?: string | undefined };
  positionals: string[];
} {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { port: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port must be a whole number from 0 to 65535, got ${quoted(text)}`);
}
