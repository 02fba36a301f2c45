import assert from "node:assert/strict";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { parseWait } from "../../../../provider/pulumi/arguments/parse-wait.js";

const DEFAULTS = { timeoutSeconds: 1800, pollIntervalSeconds: 15 };

describe("parseWait", () => {
  it("returns undefined for undefined", () => {
    assert.equal(parseWait("", undefined), undefined);
  });

  for (const wait of [{}, { timeoutSeconds: 1 }, { timeoutSeconds: 604_800 }, { pollIntervalSeconds: 2.5 }]) {
    it(`completes ${JSON.stringify(wait)} with the defaults`, () => {
      assert.deepEqual(parseWait("", wait), { ...DEFAULTS, ...wait });
      const absent = { timeoutSeconds: undefined, pollIntervalSeconds: undefined };
      assert.deepEqual(parseWait("", { ...absent, ...wait }), { ...DEFAULTS, ...wait });
    });
  }

  const VALUES: readonly (readonly [unknown, string])[] = [
    [null, "null"],
    [true, "boolean true"],
    [60, "number 60"],
    ["60", '"60"'],
    [[60], "an array"],
    [() => 60, "a function"],
  ];
  for (const [value, got] of VALUES) {
    it(`refuses ${got}`, () => {
      const rule = "must be an object such as { timeoutSeconds, pollIntervalSeconds }";
      assert.throws(
        () => parseWait("run: ", value),
        new InvalidArgumentError(`run: wait ${rule}, got ${got}`),
      );
    });
  }

  const NUMBERS = [0, 0.999, -5, NaN, Infinity, 604_801].map((n) => [n, `number ${String(n)}`] as const);
  it("refuses a misspelt key that is inherited", () => {
    const message = /^run: wait must not have the key "timeoutsecond": did you mean timeoutSeconds\?/;
    assert.throws(() => parseWait("run: ", Object.create({ timeoutsecond: 5 })), { message });
  });

  for (const key of ["timeoutSeconds", "pollIntervalSeconds"]) {
    for (const [value, got] of [...NUMBERS, ...VALUES.filter(([value]) => value !== 60)]) {
      it(`refuses ${key} of ${got}`, () => {
        const message = `run: wait.${key} must be a number of seconds from 1 to 604800, got ${got}`;
        assert.throws(() => parseWait("run: ", { [key]: value }), new InvalidArgumentError(message));
      });
    }
  }
});
