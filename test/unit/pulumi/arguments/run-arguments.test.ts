import assert from "node:assert/strict";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { parseGate } from "../../../../provider/pulumi/arguments/run-arguments.js";

const DEFAULTS = { timeoutSeconds: 1800, pollIntervalSeconds: 15 };

describe("parseGate", () => {
  const CASES: readonly (readonly [args: object, expected: readonly string[] | undefined, wait?: object])[] =
    [
      [{}, undefined],
      [{ expectedState: undefined, wait: undefined }, undefined],
      [{ expectedState: "DONE" }, ["DONE"]],
      [{ expectedState: ["DONE", "FAILED"] }, ["DONE", "FAILED"]],
      [{ wait: {} }, ["DONE"], DEFAULTS],
      [
        { expectedState: "PAUSED", wait: { timeoutSeconds: 60 } },
        ["PAUSED"],
        { ...DEFAULTS, timeoutSeconds: 60 },
      ],
    ];
  for (const [args, expected, wait] of CASES) {
    it(`accepts ${JSON.stringify(args)}`, () => {
      assert.deepEqual(parseGate("", args), { expected, wait });
    });
  }

  it("names the caller and the argument in the message", () => {
    for (const [args, message] of [
      [{ wait: null }, "wait must be an object such as { timeoutSeconds, pollIntervalSeconds }, got null"],
      [{ expectedState: "done" }, 'expectedState must be spelt "DONE", got "done"'],
    ] as const) {
      assert.throws(() => parseGate("nightly: ", args), new InvalidArgumentError(`nightly: ${message}`));
    }
  });
});
