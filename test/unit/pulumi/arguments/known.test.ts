import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError } from "../../../../provider/index.js";
import { checkResolved } from "../../../../provider/pulumi/arguments/known.js";

const later = pulumi.output("x");

describe("checkResolved", () => {
  for (const [given, resolved, path, got] of [
    [{ expectedState: later }, {}, "expectedState", "undefined"],
    [{ expectedState: later }, { expectedState: undefined }, "expectedState", "undefined"],
    [{ expectedState: later }, { expectedState: null }, "expectedState", "null"],
    [{ wait: Promise.resolve() }, {}, "wait", "undefined"],
    [{ wait: { timeoutSeconds: later } }, { wait: {} }, "wait.timeoutSeconds", "undefined"],
  ] as const) {
    it(`refuses ${path} that resolved to ${got}`, () => {
      const message =
        `run: ${path} comes from an output that resolved to ${got}: ` +
        "give the output a value, or leave an optional argument out; " +
        "a resource that --target or --exclude leaves out, or that was not created, has no outputs";
      assert.throws(() => {
        checkResolved("run: ", given, resolved);
      }, new InvalidArgumentError(message));
    });
  }

  it("accepts an output that resolved to a value, and an argument that the program left undefined", () => {
    const given = { projectId: later, expectedState: undefined, wait: { timeoutSeconds: undefined } };
    checkResolved("", given, { projectId: "x", expectedState: undefined, wait: {} });
  });
});
