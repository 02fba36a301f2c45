import assert from "node:assert/strict";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { parseGate } from "../../../../provider/pulumi/arguments/run-arguments.js";

const DEFAULTS = { timeoutSeconds: 1800, pollIntervalSeconds: 15 };

describe("parseGate", () => {
  const CASES: readonly { args: Parameters<typeof parseGate>[1]; gate: ReturnType<typeof parseGate> }[] = [
    { args: {}, gate: { expected: undefined, wait: undefined } },
    { args: { expectedState: undefined, wait: undefined }, gate: { expected: undefined, wait: undefined } },
    { args: { expectedState: "DONE" }, gate: { expected: ["DONE"], wait: undefined } },
    {
      args: { expectedState: ["DONE", "FAILED"] },
      gate: { expected: ["DONE", "FAILED"], wait: undefined },
    },
    { args: { wait: {} }, gate: { expected: ["DONE"], wait: DEFAULTS } },
    { args: { expectedState: "PAUSED", wait: {} }, gate: { expected: ["PAUSED"], wait: DEFAULTS } },
    {
      args: { wait: { timeoutSeconds: 60, pollIntervalSeconds: 1 } },
      gate: { expected: ["DONE"], wait: { timeoutSeconds: 60, pollIntervalSeconds: 1 } },
    },
  ];
  for (const { args, gate } of CASES) {
    it(`accepts ${JSON.stringify(args)}`, () => {
      assert.deepEqual(parseGate("", args), gate);
    });
  }

  it("names the caller in the message", () => {
    for (const [args, message] of [
      [
        { wait: null },
        "nightly: wait must be an object such as { timeoutSeconds, pollIntervalSeconds }, got null",
      ],
      [
        { wait: { timeoutSecond: 5 } },
        'nightly: wait must not have the key "timeoutSecond": did you mean timeoutSeconds? ' +
          "Allowed: timeoutSeconds, pollIntervalSeconds",
      ],
      [
        { expectedState: null },
        'nightly: expectedState must be a state such as "DONE", or a list of one state or more, got null',
      ],
      [{ expectedState: "done" }, 'nightly: expectedState must be spelt "DONE", got "done"'],
      [
        { expectedState: 1 },
        'nightly: expectedState must be a state such as "DONE", or a list of one state or more, got number 1',
      ],
      [
        { wait: { timeoutSeconds: 0 } },
        "nightly: wait.timeoutSeconds must be a number of seconds from 1 to 604800, got number 0",
      ],
    ] as const) {
      assert.throws(() => parseGate("nightly: ", args), new InvalidArgumentError(message));
    }
  });
});
