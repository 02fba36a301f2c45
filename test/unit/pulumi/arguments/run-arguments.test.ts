import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { checkRunArguments, parseGate } from "../../../../provider/pulumi/arguments/run-arguments.js";
import { unknownOutput, useMocks } from "../../../helpers/mocks.js";
import { REF } from "../../../helpers/responses.js";

const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const SUCH = "{ projectId, pipelineName, pipelineRunId, expectedState, wait }";
const MISSPELT =
  'the arguments must not have the key "expectState": did you mean expectedState? ' +
  "Allowed: projectId, pipelineName, pipelineRunId, expectedState, wait";

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

describe("checkRunArguments", () => {
  useMocks(true);

  const NO_OBJECT = `the arguments must be an object such as ${SUCH}, got`;
  const REFUSED: readonly (readonly [args: () => unknown, message: string])[] = [
    [() => undefined, `${NO_OBJECT} nothing`],
    [() => pulumi.output(REF), `${NO_OBJECT} an output`],
    [() => ({ ...REF, expectState: "DONE" }), MISSPELT],
    [() => ({ ...REF, pipelineRunId: unknownOutput(), expectState: "DONE" }), MISSPELT],
    [
      () => ({ ...REF, wait: { timeoutSecond: 5 } }),
      'wait must not have the key "timeoutSecond": did you mean timeoutSeconds? Allowed: timeoutSeconds, pollIntervalSeconds',
    ],
    [
      () => ({ ...REF, wait: { timeoutSecond: unknownOutput() } }),
      'wait must not have the key "timeoutSecond": did you mean timeoutSeconds? Allowed: timeoutSeconds, pollIntervalSeconds',
    ],
    [
      () => ({ ...REF, projectId: unknownOutput(), expectedState: "done" }),
      'expectedState must be spelt "DONE", got "done"',
    ],
    [() => ({ ...REF, projectId: "xyz" }), `projectId must be ${HEX}, got "xyz"`],
    [
      () => ({ ...REF, projectId: unknownOutput(), pipelineRunId: "xyz" }),
      `pipelineRunId must be ${HEX}, got "xyz"`,
    ],
  ];
  for (const [args, message] of REFUSED) {
    it(`refuses arguments, also beside one that is not known yet: ${message}`, () => {
      assert.throws(() => checkRunArguments("run: ", args()), new InvalidArgumentError(`run: ${message}`));
    });
  }

  it("returns plain objects of arguments and of a wait that are instances of classes", () => {
    const later = unknownOutput();
    class Wait {
      get timeoutSeconds(): unknown {
        return later;
      }
    }
    const args: unknown = Object.create({ ...REF, wait: new Wait() });
    assert.deepEqual(checkRunArguments("", args), { ...REF, wait: { timeoutSeconds: later } });
  });
});
