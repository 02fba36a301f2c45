import assert from "node:assert/strict";
import type * as t from "io-ts";
import { check } from "../../provider/testing/scenario/problems.js";

/** Declares a test for each message: the codec refuses the value with a TypeError of this message. */
export function itRefuses(codec: t.Mixed, name: string, values: Readonly<Record<string, unknown>>): void {
  for (const [message, found] of Object.entries(values)) {
    it(`refuses a value: ${message}`, () => {
      assert.throws(() => {
        check(codec, found, name);
      }, new TypeError(message));
    });
  }
}
