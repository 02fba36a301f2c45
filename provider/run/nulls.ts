import { OPTIONAL_FIELDS } from "./fields.js";

const NULLS = Object.fromEntries(OPTIONAL_FIELDS.map((name) => [name, null]));

/**
 * Adds a null for each field that Atlas left out. In a preview the engine takes an absent output for one that is not
 * known yet, and skips the checks that use it. A null is known.
 */
export function withNulls(fields: object): Record<string, unknown> {
  return { ...NULLS, ...fields };
}

/** Undoes `withNulls` for one value. */
export function absentIfNull<T>(value: T | null): T | undefined {
  return value ?? undefined;
}
