import assert from "node:assert/strict";
import { parseOptions, PARTS } from "../../../../tools/bench/options.js";

describe("the options of the benchmark", () => {
  it("measures every part five times where nothing is given", () => {
    assert.deepEqual(parseOptions([]), {
      parts: PARTS,
      runs: 5,
      sizes: [1, 100, 1000],
      latencies: [0, 50],
      readers: 1000,
      decodeMs: 300,
      json: false,
    });
  });

  it("takes what is given, also over what --quick sets", () => {
    const args = [
      "--quick",
      "--runs",
      "2",
      "--sizes",
      "3,40",
      "--latencies",
      "0,7",
      "--only",
      "load",
      "--json",
    ];
    const { runs, sizes, latencies, parts, json, readers } = parseOptions(args);
    assert.deepEqual(
      { runs, sizes, latencies, parts, json, readers },
      { runs: 2, sizes: [3, 40], latencies: [0, 7], parts: ["load"], json: true, readers: 50 },
    );
  });

  for (const [args, message] of [
    [["--runs", "0"], '--runs must be an integer of at least 1, got "0"'],
    [["--runs", ""], '--runs must be an integer of at least 1, got ""'],
    [["--sizes", "1,x"], '--sizes must be an integer of at least 1, got "x"'],
    [["--latencies=-1"], '--latencies must be an integer of at least 0, got "-1"'],
    [["--latencies", "0,"], '--latencies must be an integer of at least 0, got ""'],
    [["--only", "all"], '--only must be one of engine, functions, sharing, load, decode, got "all"'],
    [["--fast"], /--fast/],
  ] as const) {
    it(`refuses ${args.join(" ")}`, () => {
      assert.throws(() => parseOptions(args), { message });
    });
  }
});
