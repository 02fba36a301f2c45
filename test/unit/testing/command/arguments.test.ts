import assert from "node:assert/strict";
import { parseArguments, UsageError } from "../../../../provider/testing/command/arguments.js";

const NONE = { print: undefined, init: false, file: undefined, port: undefined };

describe("parseArguments", () => {
  const ALLOWED: readonly (readonly [args: string, parsed: object])[] = [
    ["", NONE],
    ["a.json --port 0", { ...NONE, file: "a.json", port: 0 }],
    ["--port=65535 a.json", { ...NONE, file: "a.json", port: 65_535 }],
    ["-h", { ...NONE, print: "help" }],
    ["--version", { ...NONE, print: "version" }],
    ["--init a.json", { ...NONE, init: true, file: "a.json" }],
    ["-- --odd.json", { ...NONE, file: "--odd.json" }],
  ];
  for (const [args, parsed] of ALLOWED) {
    it(`accepts "${args}"`, () => {
      assert.deepEqual(parseArguments(args === "" ? [] : args.split(" ")), parsed);
    });
  }

  const portOf = (text: string): string => `--port must be a whole number from 0 to 65535, got ${text}`;
  const refused = (problem: string): string =>
    `${problem}: allowed are a scenario file, --port N, --init, --version and --help`;
  const REFUSED: Readonly<Record<string, string>> = {
    "a b": "there can be one scenario file, got 2",
    "--port 65536": portOf('"65536"'),
    "--port": refused("Option '--port <value>' argument missing"),
    "--ports 1": refused("Unknown option '--ports'"),
    "--init=a.json": refused("Option '--init' does not take an argument"),
  };
  for (const [args, message] of Object.entries(REFUSED)) {
    it(`refuses "${args}"`, () => {
      assert.throws(() => parseArguments(args.split(" ")), new UsageError(message));
    });
  }
});
