import { parseArgs } from "node:util";
import { quoted } from "../../errors/text.js";

/** An error that the user can correct: one line, without a stack. */
export class UsageError extends Error {}

interface Arguments {
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
                 as JSON. Without it, runs that are DONE, FAILED, PENDING, and one that is PENDING, IN_PROGRESS 30 s
                 after its first read and DONE after 60 s, with credentials of each kind.
  --port N       0 to 65535, and 0 for any free port. Default: the scenario's "port", or else ${DEFAULT_PORT}.
  --init         Writes that scenario to scenario.json, or to the file that is named. It overwrites no file.
  --version      Prints the version of the package.
  -h, --help     Prints this.

Exit code: 0 when it is ended by Ctrl-C or SIGTERM, 2 for a wrong argument or scenario, or a port that is taken.
`;

/** Throws a UsageError for an argument that is not allowed. */
export function parseArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const [file, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`there can be one scenario file, got ${positionals.length}`);
  const { help = false, version = false, init = false, port } = values;
  const print = help ? "help" : version ? "version" : undefined;
  return { print, init, file, port: port === undefined ? undefined : portOf(port) };
}

function parse(args: readonly string[]) {
  const flag = { type: "boolean" } as const;
  const options = {
    port: { type: "string" },
    help: { ...flag, short: "h" },
    version: flag,
    init: flag,
  } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    // Without the sentences in which Node explains how to pass a value that begins with a dash.
    const [problem = ""] = (error as Error).message.split(/[.\n]/);
    throw new UsageError(`${problem}: allowed are a scenario file, --port N, --init, --version and --help`);
  }
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port must be a whole number from 0 to 65535, got ${quoted(text)}`);
}
