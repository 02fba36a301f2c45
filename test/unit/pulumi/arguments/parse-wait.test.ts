import assert from "node:assert/strict";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { parseWait } from "../../../../provider/pulumi/arguments/parse-wait.js";

describe("parseWait", () => {
  context("when nothing is given", () => {
    it("returns undefined for undefined", () => {
      assert.equal(parseWait("", undefined), undefined);
    });
  });

  context("when an object is given", () => {
    const CASES = [
      { value: {}, wait: { timeoutSeconds: 1800, pollIntervalSeconds: 15 } },
      { value: { timeoutSeconds: 1 }, wait: { timeoutSeconds: 1, pollIntervalSeconds: 15 } },
      { value: { timeoutSeconds: 604_800 }, wait: { timeoutSeconds: 604_800, pollIntervalSeconds: 15 } },
      { value: { pollIntervalSeconds: 2.5 }, wait: { timeoutSeconds: 1800, pollIntervalSeconds: 2.5 } },
      {
        value: { timeoutSeconds: undefined, pollIntervalSeconds: undefined },
        wait: { timeoutSeconds: 1800, pollIntervalSeconds: 15 },
      },
    ];
    for (const { value, wait } of CASES) {
      it(`completes ${JSON.stringify(value)} with the defaults`, () => {
        assert.deepEqual(parseWait("", value), wait);
      });
    }
  });

  context("when something else is given", () => {
    const CASES: readonly (readonly [unknown, string])[] = [
      [null, "null"],
      [true, "boolean true"],
      [60, "number 60"],
      ["60", '"60"'],
      [[60], "an array"],
      [() => 60, "a function"],
    ];
    for (const [value, got] of CASES) {
      it(`refuses ${got}`, () => {
        const rule = "must be an object such as { timeoutSeconds, pollIntervalSeconds }";
        const message = `run: wait ${rule}, got ${got}`;
        assert.throws(() => parseWait("run: ", value), new InvalidArgumentError(message));
      });
    }
  });

  context("when a number of seconds is invalid", () => {
    const CASES: readonly (readonly [unknown, string])[] = [
      [null, "null"],
      [0, "number 0"],
      [0.999, "number 0.999"],
      [-5, "number -5"],
      [NaN, "number NaN"],
      [Infinity, "number Infinity"],
      [604_801, "number 604801"],
      ["60", '"60"'],
      [true, "boolean true"],
      [{}, "an object"],
      [[60], "an array"],
    ];
    for (const key of ["timeoutSeconds", "pollIntervalSeconds"]) {
      for (const [value, got] of CASES) {
        it(`refuses ${key} of ${got}`, () => {
          const message = `run: wait.${key} must be a number of seconds from 1 to 604800, got ${got}`;
          assert.throws(() => parseWait("run: ", { [key]: value }), new InvalidArgumentError(message));
        });
      }
    }
  });
});
