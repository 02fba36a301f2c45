import assert from "node:assert/strict";
import { AtlasError, type AtlasErrorCode } from "../../provider/index.js";

// A record, so that the compiler misses a code that is forgotten here.
const CODES: Readonly<Record<AtlasErrorCode, true>> = {
  INVALID_ARGUMENT: true,
  NO_CREDENTIALS: true,
  INCOMPLETE_CREDENTIALS: true,
  INVALID_CONFIGURATION: true,
  BAD_REQUEST: true,
  UNAUTHORIZED: true,
  FORBIDDEN: true,
  NOT_FOUND: true,
  NOT_ACCEPTABLE: true,
  GONE: true,
  RATE_LIMITED: true,
  SERVER_ERROR: true,
  REDIRECTED: true,
  UNEXPECTED_STATUS: true,
  TIMEOUT: true,
  NETWORK: true,
  UNEXPECTED_CONTENT: true,
  DECODE: true,
  UNEXPECTED_STATE: true,
  NO_MATCHING_RUN: true,
  WAIT_TIMEOUT: true,
  NOT_READ: true,
  MISSING_FIELD: true,
  CANCELLED: true,
  READ_ONLY: true,
};

/** The longest line, in characters: 20 problems, with an excerpt each in which every character is escaped. */
const LONGEST_LINE = 10_000;

/** Fails for text that is more than one line, or that a terminal would not show as it is. */
export function assertOneLine(text: string, longest = LONGEST_LINE): void {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must not be there
  const control = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/.exec(text);
  assert.equal(control, null, `a control character in: ${JSON.stringify(text)}`);
  assert.ok(text.length > 0 && text.length <= longest, `${text.length} characters`);
}

/** Fails for anything but an error of this package with a known code and one line that names what it is about. */
export function assertClean(error: unknown, about: string): asserts error is AtlasError {
  if (!(error instanceof AtlasError)) throw error;
  assert.ok(Object.hasOwn(CODES, error.code), error.code);
  assertOneLine(error.message);
  assert.ok(error.message.includes(about), `does not name ${about}: ${error.message}`);
  assert.equal(error.stack, `${error.name}: ${error.message}`);
}

/** What a call returns, or the clean error that it throws. */
export function outcomeOf<T>(about: string, call: () => T): { readonly value: T } | AtlasError {
  try {
    return { value: call() };
  } catch (error) {
    assertClean(error, about);
    return error;
  }
}

/** The same for a promise. */
export async function settledOutcome<T>(
  about: string,
  promise: Promise<T>,
): Promise<{ readonly value: T } | AtlasError> {
  const settled = await promise.then(
    (value) => () => value,
    (reason: unknown) => (): T => {
      throw reason as Error;
    },
  );
  return outcomeOf(about, settled);
}

const SHARED: readonly object[] = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const count = (): number => SHARED.reduce((sum, shared) => sum + Reflect.ownKeys(shared).length, 0);
const BEFORE = count();

/** Fails if something has been added to what all objects have in common. */
export function assertUnpolluted(): void {
  assert.equal(count(), BEFORE);
}
