import { timeOf } from "../../run/rfc3339.js";

/** Seconds in each unit of an age, the largest first. */
const AGE_UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** An age of fewer seconds than this is "just now": clocks differ. */
const JUST_NOW_SECONDS = 5;

/** Powers of 1000 bytes. 2^53 - 1 bytes, the most that a field can hold, is 9 PB. */
const BYTE_UNITS = ["byte", "kB", "MB", "GB", "TB", "PB"] as const;

// Made when first needed, since it would take a part of the time to load this package.
let integers: Intl.NumberFormat | undefined;

/** An integer with thousands separators, the same in every locale: "1,234,567". */
export function count(n: number): string {
  integers ??= new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
  return integers.format(n);
}

/** A number of things: "1 week", "42 days". `one` is the singular of a word that takes an s. */
export function plural(n: number, one: string): string {
  return `${count(n)} ${one}${Math.abs(n) === 1 ? "" : "s"}`;
}

/** A size in decimal units, rounded to one decimal: "1 byte", "42 bytes", "1 kB", "1.2 GB". */
export function bytes(n: number): string {
  const scaled = BYTE_UNITS.map((unit, power) => ({ unit, value: oneDecimal(n / 1000 ** power) }));
  // By the rounded value, so that 999,950 bytes are 1 MB and not 1000 kB.
  const { unit, value } = scaled.find(({ value }) => Math.abs(value) < 1000) ?? {
    unit: "PB",
    value: n / 1e15,
  };
  return unit === "byte" ? plural(n, unit) : `${value} ${unit}`;
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}

/**
 * Returns the time since or until a date, in one unit and rounded down: "3 days ago", "in 2 hours", "just now". Days are
 * the largest unit.
 *
 * @param date An RFC 3339 date and time. For any other text the result is empty.
 * @param now The time that the age is relative to.
 */
export function age(date: string, now: Date): string {
  const seconds = Math.trunc((now.getTime() - timeOf(date)) / 1000);
  if (Number.isNaN(seconds)) return "";
  const span = Math.abs(seconds);
  if (span < JUST_NOW_SECONDS) return "just now";
  const [unit, size] = AGE_UNITS.find(([, size]) => span >= size) ?? ["second", 1];
  const words = plural(Math.floor(span / size), unit);
  return seconds > 0 ? `${words} ago` : `in ${words}`;
}

/** An RFC 3339 date in UTC: as it is where it ends in Z or cannot be parsed, else converted, to the millisecond. */
export function utc(date: string): string {
  const time = timeOf(date);
  if (Number.isNaN(time) || /z$/i.test(date)) return date;
  return new Date(time).toISOString().replace(".000Z", "Z");
}
