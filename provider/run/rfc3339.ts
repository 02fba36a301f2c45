// Date and time of RFC 3339 section 5.6, with the ranges that its ABNF comments give (a leap second is 60).
const DATE_TIME =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** Returns whether a value is an RFC 3339 date and time. */
export function isDateTime(value: unknown): value is string {
  return typeof value === "string" && DATE_TIME.test(value) && isDay(value.slice(0, 10));
}

/** Returns whether a day exists: JavaScript takes 30 February for 2 March. */
function isDay(day: string): boolean {
  return new Date(day).toISOString().startsWith(day);
}

/** Milliseconds since 1970 of an RFC 3339 date and time, or NaN. `Date.parse` alone finds dates in almost any text. */
export function timeOf(value: string): number {
  // RFC 3339 allows leap seconds and small letters, and JavaScript does not.
  return isDateTime(value) ? Date.parse(value.toUpperCase().replace(/:60(?=[.Z+-])/, ":59")) : NaN;
}

/** Makes the seconds of the year 0 positive. */
const SECONDS_BEFORE_1970 = 100_000_000_000;

/** Returns text that sorts as an RFC 3339 date and time, to the last digit of its fraction, or "" for other text. */
export function sortableTime(value: string): string {
  const seconds = timeOf(value.replace(/\.\d+/, "")) / 1000;
  if (Number.isNaN(seconds)) return "";
  const leap = value.startsWith("60", "yyyy-mm-ddThh:mm:".length) ? 1 : 0;
  const fraction = /\.(\d+)/.exec(value)?.[1] ?? "";
  // A regular expression would take quadratic time for the zeros at the end.
  let end = fraction.length;
  while (fraction[end - 1] === "0") end -= 1;
  return `${String(SECONDS_BEFORE_1970 + seconds).padStart(12, "0")}${leap}${fraction.slice(0, end)}`;
}
