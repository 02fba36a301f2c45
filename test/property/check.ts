import { randomInt } from "node:crypto";
import * as fc from "fast-check";

/** Each property is checked with so many generated cases. */
const CASES = 10_000;
/** Longest time for one property, in milliseconds: far more than it takes, so that only work without bound fails. */
const TIMEOUT = 60_000;
/** The variable that repeats a run: the seed that the run has in its titles. */
const SEED_VARIABLE = "HOSTILE_SEED";

const seed = seedOf(process.env[SEED_VARIABLE]);

function seedOf(text: string | undefined): number {
  if (text === undefined || text === "") return randomInt(2 ** 31);
  if (!/^-?\d{1,10}$/.test(text)) throw new Error(`${SEED_VARIABLE} must be an integer, got ${text}`);
  return Number(text);
}

/** Frames of each error that a case makes: to note all those of thousands of errors takes most of the time. */
const FRAMES = 2;

/** A test that a check holds for every value, with 10,000 of them. Its title has the seed that repeats them. */
export function forAll<T>(title: string, values: fc.Arbitrary<T>, check: (value: T) => void): void {
  forAllAsync(title, values, (value) => {
    check(value);
    return DONE;
  });
}

const DONE = Promise.resolve();

/** The same, for a check that takes its time. */
export function forAllAsync<T>(
  title: string,
  values: fc.Arbitrary<T>,
  check: (value: T) => Promise<void>,
): void {
  it(`${title} (${CASES} cases, seed ${seed})`, async () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = FRAMES;
    try {
      await fc.assert(fc.asyncProperty(values, check), { seed, numRuns: CASES });
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }).timeout(TIMEOUT);
}
