import { randomInt } from "node:crypto";
import * as fc from "fast-check";

/** Number of generated cases for one property. */
const CASES = Number(process.env["HOSTILE_CASES"] ?? 10_000);
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

/** Defines a test that a check holds for any value. Its title has the seed that repeats it. */
export function forAll<T>(title: string, values: fc.Arbitrary<T>, check: (value: T) => void): void {
  const checkAsync = (value: T): Promise<void> => {
    check(value);
    return DONE;
  };
  define(title, values, checkAsync, CASES);
}

const DONE = Promise.resolve();

/** Defines the same for an asynchronous check. */
export function forAllAsync<T>(
  title: string,
  values: fc.Arbitrary<T>,
  check: (value: T) => Promise<void>,
): void {
  define(title, values, check, CASES);
}

/** Defines the same for a slow check, synchronous or not, with a tenth of the cases. */
export function forAllSlow<T>(title: string, values: fc.Arbitrary<T>, check: (value: T) => unknown): void {
  const checkAsync = async (value: T): Promise<void> => {
    await check(value);
  };
  define(title, values, checkAsync, Math.ceil(CASES / 10));
}

function define<T>(
  title: string,
  values: fc.Arbitrary<T>,
  check: (value: T) => Promise<void>,
  numRuns: number,
): void {
  it(`${title} (${numRuns} cases, seed ${seed})`, async () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = FRAMES;
    try {
      await fc.assert(fc.asyncProperty(values, check), { seed, numRuns });
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }).timeout(TIMEOUT);
}
