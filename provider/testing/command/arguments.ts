import { parseArgs } from "node:util";
import { quoted } from "../../errors/text.js";

/** An error that the user can correct: one line, without a stack. */
export class UsageError extends Error {}

export interface Arguments {
  /** The text to print in place of a start. */
  readonly print: "help" | "version" | undefined;
  /** Whether to write a scenario in place of a start. */
  readonly init: boolean;
  /** Default: the built-in example. */
  readonly file: string | undefined;
  /** Default: the port of the scenario. */
  readonly port: number | undefined;
}

export const DEFAULT_PORT = 27080;

export const HELP = `Usage: pulumi-atlas-data-lake-local [scenario.json] [--port N] [--init] [--version] [--help]

Starts a local Atlas on 127.0.0.1 that responds to requests for Data Lake Pipeline runs, and logs each. Ctrl-C ends it.

  scenario.json  Credentials, runs with their transitions in time, and faults: the options of startLocalAtlas()
                 as JSON. Without it, runs that are DONE, FAILED, PENDING, and one that is PENDING, IN_PROGRESS after
                 30 s and DONE after 60 s, with credentials of each kind.
  --port N       0 to 65535, and 0 for any free port. Default: the scenario's "port", or else ${DEFAULT_PORT}.
  --init         Writes that scenario to scenario.json, or to the file that is named. It overwrites no file.
  --version      Prints the version of the package.
  -h, --help     Prints this.

Exit code: 0 when it is ended by Ctrl-C or SIGTERM, 2 for a wrong argument or scenario, or a port that is taken.
`;

const FLAGS: readonly string[] = ["help", "init", "version"];

/** Throws a UsageError for an argument that is not allowed. */
export function parseArguments(args: readonly string[]): Arguments {
  // Not strict, since the errors of Node are several sentences and do not repeat the argument.
  const { tokens, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: {
      port: { type: "string" },
      help: { type: "boolean", short: "h" },
      version: { type: "boolean" },
      init: { type: "boolean" },
    },
  });
  const options = tokens.filter((token) => token.kind === "option");
  for (const { name, rawName, value } of options) {
    if (FLAGS.includes(name) && value !== undefined) {
      throw new UsageError(`--${name} takes no value, got ${quoted(value)}`);
    }
    if (!FLAGS.includes(name) && name !== "port") {
      const allowed = "allowed are a scenario file, --port N, --init, --version and --help";
      throw new UsageError(`unknown option ${quoted(rawName)}: ${allowed}`);
    }
  }
  if (positionals.length > 1) {
    throw new UsageError(`there can be one scenario file, got ${listed(positionals)}`);
  }
  const ports = options.filter(({ name }) => name === "port").map(({ value }) => value);
  if (ports.length > 1) throw new UsageError(`--port can be given once, got ${listed(ports)}`);
  const has = (flag: string): boolean => options.some(({ name }) => name === flag);
  return {
    print: has("help") ? "help" : has("version") ? "version" : undefined,
    init: has("init"),
    file: positionals[0],
    port: ports.length === 0 ? undefined : portOf(ports[0]),
  };
}

function portOf(text: string | undefined): number {
  const port = /^\d{1,5}$/.test(text ?? "") ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port must be a whole number from 0 to 65535, got ${quoted(text)}`);
}

function listed(values: readonly (string | undefined)[]): string {
  return values.map((value) => quoted(value)).join(" and ");
}
