import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import * as fc from "fast-check";
import { AtlasError } from "../../provider/index.js";

/** Number of generated cases for one property: few by default, so that all of them take seconds. */
const CASES = Number(process.env["HOSTILE_CASES"] ?? 2_000);
/** Longest time for one property, in milliseconds: far more than it takes, so that only unbounded work fails. */
const TIMEOUT = 60_000;
/** The variable that repeats a run, with the seed that is in the titles. */
const SEED_VARIABLE = "HOSTILE_SEED";

const seed = seedOf(process.env[SEED_VARIABLE]);

function seedOf(text: string | undefined): number {
  if (text === undefined || text === "") return randomInt(2 ** 31);
  if (!/^-?\d{1,10}$/.test(text)) throw new Error(`${SEED_VARIABLE} must be an integer, got ${text}`);
  return Number(text);
}

/** Stack frames of each error that a case makes: collecting all of them takes most of the time. */
const FRAMES = 2;

/** Defines a test that a check, synchronous or not, holds for any value. Its title has the seed that repeats it. */
export function forAll<T>(
  title: string,
  values: fc.Arbitrary<T>,
  check: (value: T) => unknown,
  numRuns = CASES,
): void {
  it(`${title} (${numRuns} cases, seed ${seed})`, async () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = FRAMES;
    try {
      const property = fc.asyncProperty(values, async (value) => {
        await check(value);
      });
      await fc.assert(property, { seed, numRuns });
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }).timeout(TIMEOUT);
}

/** Defines the same for a slow check, with a tenth of the cases but at least 100. */
export function forAllSlow<T>(title: string, values: fc.Arbitrary<T>, check: (value: T) => unknown): void {
  forAll(title, values, check, Math.min(CASES, Math.max(100, Math.ceil(CASES / 10))));
}

/** The longest line, in characters: 20 problems, with an excerpt each in which every character is escaped. */
const LONGEST_LINE = 10_000;

/** Fails for text that is more than one line, or that a terminal would not show as it is. */
export function assertOneLine(text: string, longest = LONGEST_LINE): void {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must not be there
  const control = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.exec(text);
  assert.equal(control, null, `a control character in: ${JSON.stringify(text)}`);
  assert.ok(text.length > 0 && text.length <= longest, `${text.length} characters`);
}

/** Fails for anything but an error of this package with one line that names what it is about. */
function assertClean(error: unknown, about: string): asserts error is AtlasError {
  if (!(error instanceof AtlasError)) throw error;
  assertOneLine(error.message);
  assert.ok(error.message.includes(about), `does not name ${about}: ${error.message}`);
  assert.equal(error.stack, `${error.name}: ${error.message}`);
}

/** The value of a call, or the clean error that it throws. */
export function outcomeOf<T>(about: string, call: () => T): { readonly value: T } | AtlasError {
  try {
    return { value: call() };
  } catch (error) {
    assertClean(error, about);
    return error;
  }
}

const SHARED: readonly object[] = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const count = (): number => SHARED.reduce((sum, shared) => sum + Reflect.ownKeys(shared).length, 0);
const BEFORE = count();

/** Fails if something has been added to what all objects have in common. */
export function assertUnpolluted(): void {
  assert.equal(count(), BEFORE);
}
