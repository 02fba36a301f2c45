import assert from "node:assert/strict";
import type * as t from "io-ts";
import { check } from "../../provider/testing/scenario/problems.js";

/** A title, a value, and the message of the TypeError that refuses it. */
export type Refused = readonly (readonly [what: string, found: unknown, message: string])[];

/** Declares a test for each row: the codec refuses the value with this message. */
export function itRefuses(codec: t.Mixed, name: string, rows: Refused): void {
  for (const [what, found, message] of rows) {
    it(`refuses ${what}`, () => {
      assert.throws(() => {
        check(codec, found, name);
      }, new TypeError(message));
    });
  }
}
