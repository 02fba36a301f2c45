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
