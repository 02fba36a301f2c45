import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError } from "../../../../provider/index.js";
import {
  checkArguments,
  CHECK_RULES,
  checkOf,
  parseArguments,
  RUN,
} from "../../../../provider/pulumi/arguments/rules.js";
import { unknownOutput, useMocks } from "../../../helpers/mocks.js";
import { REF } from "../../../helpers/responses.js";

const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const SUCH = "{ projectId, pipelineName, pipelineRunId, expectedState, wait, maxAgeHours }";
const MISSPELT =
  'the arguments must not have the key "expectState": did you mean expectedState? ' +
  "Allowed: projectId, pipelineName, pipelineRunId, expectedState, wait, maxAgeHours";

const MISSPELT_WAIT =
  'wait must not have the key "timeoutSecond": did you mean timeoutSeconds? Allowed: timeoutSeconds, pollIntervalSeconds';

const DEFAULTS = { timeoutSeconds: 1800, pollIntervalSeconds: 15 };

describe("checkOf", () => {
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
      const check = { expected, wait, maxAgeHours: undefined };
      assert.deepEqual(checkOf(parseArguments("", CHECK_RULES, args as never)), check);
    });
  }

  it("names the caller and the argument in the message", () => {
    for (const [args, message] of [
      [{ maxAgeHours: 0 }, "maxAgeHours must be a number of hours above 0, got number 0"],
      [{ maxAgeHours: Infinity }, "maxAgeHours must be a number of hours above 0, got number Infinity"],
      [{ maxAgeHours: "26" }, 'maxAgeHours must be a number of hours above 0, got "26"'],
      [{ maxAgeHours: null }, "maxAgeHours must be a number of hours above 0, got null"],
      [{ wait: null }, "wait must be an object such as { timeoutSeconds, pollIntervalSeconds }, got null"],
      [{ expectedState: "done" }, 'expectedState must be spelt "DONE", got "done"'],
    ] as const) {
      assert.throws(
        () => parseArguments("nightly: ", CHECK_RULES, args),
        new InvalidArgumentError(`nightly: ${message}`),
      );
    }
  });
});

describe("checkArguments", () => {
  useMocks(true);

  const NO_OBJECT = `the arguments must be an object such as ${SUCH}, got`;
  const REFUSED: readonly (readonly [args: () => unknown, message: string])[] = [
    [() => undefined, `${NO_OBJECT} nothing`],
    [() => pulumi.output(REF), `${NO_OBJECT} an output`],
    [() => ({ ...REF, expectState: "DONE" }), MISSPELT],
    [() => ({ ...REF, pipelineRunId: unknownOutput(), expectState: "DONE" }), MISSPELT],
    [() => ({ ...REF, wait: { timeoutSecond: 5 } }), MISSPELT_WAIT],
    [() => ({ ...REF, wait: { timeoutSecond: unknownOutput() } }), MISSPELT_WAIT],
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
      assert.throws(() => checkArguments("run: ", RUN, args()), new InvalidArgumentError(`run: ${message}`));
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
    assert.deepEqual(checkArguments("", RUN, args), { ...REF, wait: { timeoutSeconds: later } });
  });
});

describe("RUN.wait", () => {
  for (const wait of [{ timeoutSeconds: 1 }, { timeoutSeconds: 604_800 }, { pollIntervalSeconds: 2.5 }]) {
    it(`completes ${JSON.stringify(wait)} with the defaults`, () => {
      const absent = { timeoutSeconds: undefined, pollIntervalSeconds: undefined };
      assert.deepEqual(RUN.wait("wait", { ...absent, ...wait }), { ...DEFAULTS, ...wait });
    });
  }

  const VALUES: readonly (readonly [unknown, string])[] = [
    [null, "null"],
    [60, "number 60"],
    ["60", '"60"'],
    [[60], "an array"],
    [() => 60, "a function"],
  ];
  for (const [value, got] of VALUES) {
    it(`refuses ${got}`, () => {
      const message = `run: wait must be an object such as { timeoutSeconds, pollIntervalSeconds }, got ${got}`;
      assert.throws(() => RUN.wait("run: wait", value), new InvalidArgumentError(message));
    });
  }

  const NUMBERS = [0, 0.999, -5, NaN, Infinity, 604_801].map((n) => [n, `number ${String(n)}`] as const);
  for (const key of ["timeoutSeconds", "pollIntervalSeconds"]) {
    for (const [value, got] of [...NUMBERS, ...VALUES.filter(([value]) => value !== 60)]) {
      it(`refuses ${key} of ${got}`, () => {
        const message = `run: wait.${key} must be a number of seconds from 1 to 604800, got ${got}`;
        assert.throws(() => RUN.wait("run: wait", { [key]: value }), new InvalidArgumentError(message));
      });
    }
  }
});
