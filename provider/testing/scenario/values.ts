import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { quoted } from "../../errors/text.js";
import { HEX_ID, PIPELINE_NAME, timeOf } from "../runs/formats.js";
import { codec, where } from "./codecs.js";

export const text = where(t.string, "a string", () => true);

export const hexId = where(t.string, "24 lower-case hexadecimal digits (0-9, a-f)", (id) => HEX_ID.test(id));

export const dateTime = where(t.string, "an RFC 3339 date and time", (date) => !Number.isNaN(timeOf(date)));

export const pipelineName = where(
  t.string,
  '1 to 64 characters, none of them a space, /, \\, " or $',
  (name) => PIPELINE_NAME.test(name),
);

export const seconds = where(t.number, "a number of at least 0", (found) => found >= 0);

export const positiveSeconds = where(t.number, "a number greater than 0", (found) => found > 0);

/** Seconds that a timer of Node can wait, which is up to 2 ** 31 - 1 milliseconds. */
export const timerSeconds = where(t.number, "a number from 0 to 2147483", (s) => s >= 0 && s <= 2_147_483);

export function wholeNumber(min: number, max = Infinity): t.Type<number> {
  const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
  return where(
    t.number,
    `a whole number ${range}`,
    (found) => Number.isInteger(found) && found >= min && found <= max,
  );
}

/** Milliseconds that a timer of Node can wait. */
export const milliseconds = wholeNumber(0, 2 ** 31 - 1);

/**
 * Any text but a misspelt documented value, which differs from it in case, white space or underscores only. Other texts
 * are allowed, since a test may serve a value that Atlas adds later.
 */
export function documented(values: readonly string[]): t.Type<string> {
  return codec(text.name, (found, context) => {
    const result = text.validate(found, context);
    if (isLeft(result)) return result;
    const meant = values.find((known) => bare(known) === bare(result.right));
    if (meant === undefined || meant === found) return result;
    return t.failure(found, context, `must be "${meant}", as Atlas spells it, got ${quoted(found)}`);
  });
}

function bare(spelling: string): string {
  return spelling.replace(/[\s_]+/g, "").toUpperCase();
}

/** Whether a function returns, and does not throw. */
export function passes<A extends readonly unknown[]>(attempt: (...args: A) => unknown, ...args: A): boolean {
  try {
    attempt(...args);
    return true;
  } catch {
    return false;
  }
}
