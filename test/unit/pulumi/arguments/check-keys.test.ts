import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { checkKeys } from "../../../../provider/pulumi/arguments/check-keys.js";

const KEYS = ["projectId", "expectedState", "wait"] as const;

describe("checkKeys", () => {
  it("returns the allowed keys, also those that are inherited", () => {
    for (const value of [{}, { wait: 1 }, { projectId: undefined, wait: null }]) {
      assert.deepEqual(checkKeys("", "the arguments", value, KEYS), value);
    }
    const inherited: unknown = Object.create({ wait: 1, toString: 2 });
    assert.deepEqual(checkKeys("", "the arguments", inherited, KEYS), { wait: 1 });
  });

  for (const [key, near] of [
    ["expectState", "expectedState"],
    ["ExpectedState", "expectedState"],
    ["projectid", "projectId"],
    ["waits", "wait"],
  ] as const) {
    it(`names the nearest allowed key: ${key}`, () => {
      const message =
        `run: the arguments must not have the key "${key}": did you mean ${near}? ` +
        "Allowed: projectId, expectedState, wait";
      assert.throws(
        () => checkKeys("run: ", "the arguments", { [key]: undefined }, KEYS),
        new InvalidArgumentError(message),
      );
    });
  }

  it("names all allowed keys if none is near", () => {
    const message = 'run: wait must not have the key "zzzzzzzz"; Allowed: projectId, expectedState, wait';
    assert.throws(() => checkKeys("run: ", "wait", { zzzzzzzz: 1 }, KEYS), new InvalidArgumentError(message));
  });

  for (const [value, got] of [
    [undefined, "nothing"],
    [null, "null"],
    ["text", '"text"'],
    [7, "number 7"],
    [[], "an array"],
    [() => 1, "a function"],
    [pulumi.output({}), "an output"],
    [Promise.resolve({}), "a promise"],
  ] as const) {
    it(`refuses ${got}`, () => {
      const message = `the options must be an object such as { projectId, expectedState, wait }, got ${got}`;
      assert.throws(() => checkKeys("", "the options", value, KEYS), new InvalidArgumentError(message));
    });
  }
});
