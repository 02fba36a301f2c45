import assert from "node:assert/strict";
import { parseArguments, UsageError } from "../../../../provider/testing/command/arguments.js";

const NONE = { print: undefined, init: false, file: undefined, port: undefined };

describe("parseArguments", () => {
  const ALLOWED: readonly (readonly [args: readonly string[], parsed: object])[] = [
    [[], NONE],
    [["a.json"], { ...NONE, file: "a.json" }],
    [["a.json", "--port", "0"], { ...NONE, file: "a.json", port: 0 }],
    [["--port=65535", "a.json"], { ...NONE, file: "a.json", port: 65_535 }],
    [["--help"], { ...NONE, print: "help" }],
    [["-h"], { ...NONE, print: "help" }],
    [["-h", "--help"], { ...NONE, print: "help" }],
    [["--version"], { ...NONE, print: "version" }],
    [["--version", "--help"], { ...NONE, print: "help" }],
    [["--init", "a.json"], { ...NONE, init: true, file: "a.json" }],
    [["--port", "00080"], { ...NONE, port: 80 }],
    [["--", "--odd.json"], { ...NONE, file: "--odd.json" }],
  ];
  for (const [args, parsed] of ALLOWED) {
    it(`accepts ${JSON.stringify(args)}`, () => {
      assert.deepEqual(parseArguments(args), parsed);
    });
  }

  const portOf = (text: string): string => `--port must be a whole number from 0 to 65535, got ${text}`;
  const unknown = (text: string): string =>
    `unknown option ${text}: allowed are a scenario file, --port N, --init, --version and --help`;
  const REFUSED: readonly (readonly [args: readonly string[], message: string])[] = [
    [["a", "b"], 'there can be one scenario file, got "a" and "b"'],
    [["--port", "65536"], portOf('"65536"')],
    [["--port", "1e3"], portOf('"1e3"')],
    [["--port", ""], portOf('""')],
    [["--port=-1"], portOf('"-1"')],
    [["--port", "-1"], portOf('"-1"')],
    [["--port", "--help"], portOf('"--help"')],
    [["--port", "abc"], portOf('"abc"')],
    [["--port", " 80"], portOf('" 80"')],
    [["--port", "80.5"], portOf('"80.5"')],
    [["--port", "NaN"], portOf('"NaN"')],
    [["--port"], portOf("nothing")],
    [["--port", "1", "--port", "2"], '--port can be given once, got "1" and "2"'],
    [["--port=1", "a.json", "--port=1"], '--port can be given once, got "1" and "1"'],
    [["--port", "1", "--port"], '--port can be given once, got "1" and nothing'],
    [["--ports", "1"], unknown('"--ports"')],
    [["-p", "1"], unknown('"-p"')],
    [["-1"], unknown('"-1"')],
    [["-hx"], unknown('"-x"')],
    [["--no-help"], unknown('"--no-help"')],
    [["--__proto__"], unknown('"--__proto__"')],
    [["--help=yes"], '--help takes no value, got "yes"'],
    [["--init=a.json"], '--init takes no value, got "a.json"'],
  ];
  for (const [args, message] of REFUSED) {
    it(`refuses ${JSON.stringify(args)}`, () => {
      assert.throws(
        () => parseArguments(args),
        (error: Error) => {
          assert.ok(error instanceof UsageError);
          assert.equal(error.message, message);
          return true;
        },
      );
    });
  }
});
