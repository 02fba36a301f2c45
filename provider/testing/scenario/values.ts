import { validateHeaderName, validateHeaderValue } from "node:http";
import { types } from "node:util";
import { quoted } from "../../errors/text.js";
import { HEX_ID, PIPELINE_NAME, timeOf } from "../runs/formats.js";
import { mapOf, refuse, value, type Check } from "./shape.js";

/** The longest time that a timer of Node can wait. */
export const MAX_MILLISECONDS = 2 ** 31 - 1;

export const text = value("a string", (found) => typeof found === "string");

export const hexId = value(
  "24 lower-case hexadecimal digits (0-9, a-f)",
  (found) => typeof found === "string" && HEX_ID.test(found),
);

export const dateTime = value(
  "an RFC 3339 date and time",
  (found) => typeof found === "string" && !Number.isNaN(timeOf(found)),
);

export const pipelineName = value(
  '1 to 64 characters, none of them a space, /, \\, " or $',
  (found) => typeof found === "string" && PIPELINE_NAME.test(found),
);

export const seconds = value("a number of at least 0", (found) => typeof found === "number" && found >= 0);

/** Seconds that a timer of Node can wait. */
export const timerSeconds: Check = (found, path) => {
  seconds(found, path);
  if ((found as number) * 1000 > MAX_MILLISECONDS) {
    refuse(path, `a number of at most ${Math.floor(MAX_MILLISECONDS / 1000)}`, String(found));
  }
};

export function wholeNumber(min: number, max = Infinity): Check {
  const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
  return value(
    `a whole number ${range}`,
    (found) => Number.isInteger(found) && (found as number) >= min && (found as number) <= max,
  );
}

/**
 * Any text but a misspelt documented value, which differs from it in case, white space or underscores only. Other texts
 * are allowed, since a test may serve a value that Atlas adds later.
 */
export function documented(values: readonly string[]): Check {
  return (found, path) => {
    text(found, path);
    const meant = values.find((known) => bare(known) === bare(found as string));
    if (meant !== undefined && meant !== found) refuse(path, `"${meant}", as Atlas spells it`, quoted(found));
  };
}

function bare(spelling: string): string {
  return spelling.replace(/[\s_]+/g, "").toUpperCase();
}

export function oneOf(...allowed: readonly string[]): Check {
  return value(`one of ${allowed.join(", ")}`, (found) => allowed.some((known) => known === found));
}

export const headerValue = value(
  "a text that can be sent in a header",
  (found) =>
    typeof found === "string" &&
    passes(() => {
      validateHeaderValue("x", found);
    }),
);

export const headers = mapOf((key, found, path) => {
  if (
    !passes(() => {
      validateHeaderName(key);
    })
  ) {
    throw new TypeError(`${path} is not a name that a header can have`);
  }
  headerValue(found, path);
});

export const jsonValue = value("a value that JSON can hold", (found) => passes(() => JSON.stringify(found)));

/** A RegExp, or in JSON its source. */
export const pattern = value(
  "a regular expression",
  (found) => types.isRegExp(found) || (typeof found === "string" && passes(() => new RegExp(found))),
);

function passes(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
