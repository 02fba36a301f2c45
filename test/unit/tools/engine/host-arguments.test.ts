import assert from "node:assert/strict";
import { parseArguments, type HostArguments } from "../../../../tools/engine/language-host/arguments.js";

describe("arguments of the language host", () => {
  const LINES: readonly (readonly [string, readonly string[], HostArguments])[] = [
    ["nothing", [], {}],
    ["the address", ["127.0.0.1:4000"], { engineAddress: "127.0.0.1:4000" }],
    [
      "the address and a place for traces",
      ["--tracing=http://trace", "127.0.0.1:4000"],
      { engineAddress: "127.0.0.1:4000", tracing: "http://trace" },
    ],
    [
      "a place for traces as a word of its own",
      ["--tracing", "http://trace", "127.0.0.1:4000"],
      { engineAddress: "127.0.0.1:4000", tracing: "http://trace" },
    ],
    ["a place for traces alone", ["--tracing=http://trace"], { tracing: "http://trace" }],
    [
      "flags of no meaning here",
      ["-v=9", "--logtostderr", "127.0.0.1:4000"],
      { engineAddress: "127.0.0.1:4000" },
    ],
    [
      "several words, the last of which counts",
      ["first", "127.0.0.1:4000"],
      { engineAddress: "127.0.0.1:4000" },
    ],
  ];
  for (const [name, argv, expected] of LINES) {
    it(`are read: ${name}`, () => {
      assert.deepEqual(parseArguments(argv), expected);
    });
  }

  it("are left as they were", () => {
    const argv = Object.freeze(["--tracing=x", "127.0.0.1:4000"]);
    parseArguments(argv);
    assert.deepEqual(argv, ["--tracing=x", "127.0.0.1:4000"]);
  });
});
