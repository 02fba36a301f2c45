import assert from "node:assert/strict";
import { parseArguments } from "#provider/testing/command/arguments.js";
import { UsageError } from "#provider/testing/command/usage-error.js";

const NONE = { help: false, file: undefined, port: undefined };

describe("the arguments of the command", () => {
  const ALLOWED: readonly (readonly [args: readonly string[], parsed: object])[] = [
    [[], NONE],
    [["a.json"], { ...NONE, file: "a.json" }],
    [["a.json", "--port", "0"], { ...NONE, file: "a.json", port: 0 }],
    [["--port=65535", "a.json"], { ...NONE, file: "a.json", port: 65_535 }],
    [["--help"], { ...NONE, help: true }],
    [["-h"], { ...NONE, help: true }],
    [["--", "--odd.json"], { ...NONE, file: "--odd.json" }],
  ];
  for (const [args, parsed] of ALLOWED) {
    it(`can be ${JSON.stringify(args)}`, () => {
      assert.deepEqual(parseArguments(args), parsed);
    });
  }

  const portOf = (text: string): string => `--port must be a whole number from 0 to 65535, got ${text}`;
  const REFUSED: readonly (readonly [args: readonly string[], message: string | RegExp])[] = [
    [["a", "b"], 'there can be one scenario file, got "a" and "b"'],
    [["--port", "65536"], portOf('"65536"')],
    [["--port", "1e3"], portOf('"1e3"')],
    [["--port", ""], portOf('""')],
    [["--port=-1"], portOf('"-1"')],
    [["--ports", "1"], /^Unknown option '--ports': allowed are a scenario file, --port N and --help$/],
    [["--port"], /^Option '--port <value>' argument missing: allowed are /],
  ];
  for (const [args, message] of REFUSED) {
    it(`cannot be ${JSON.stringify(args)}`, () => {
      assert.throws(
        () => parseArguments(args),
        (error: Error) => {
          assert.ok(error instanceof UsageError);
          if (typeof message === "string") assert.equal(error.message, message);
          else assert.match(error.message, message);
          return true;
        },
      );
    });
  }
});
