import { ConfigurationError, quoted } from "../errors/index.js";
import { STACK_NAMES, firstSet, type Lookup, type PlaceNames } from "./keys.js";

/** The package's own settings, in the stack configuration under `atlas-data-lake:`. */
export interface Settings {
  /** Deadline of one request, up to the last byte of the response. Seconds; default 30. */
  readonly requestTimeoutSeconds: number;
  /** Deadline of one read with all its retries and their delays. Seconds; default 120. */
  readonly retryTimeoutSeconds: number;
  /** Largest number of concurrent reads in one process. Default 32. */
  readonly maxConcurrentReads: number;
  /** Whether a warning says that Atlas has announced the end of the API. Default true. */
  readonly showDeprecation: boolean;
}

/** Reads a value by its key. @throws ConfigurationError `INVALID_CONFIGURATION` for a value of another type, or out of range */
type Reader<T> = (config: Lookup, key: string) => T;

// A day is above any sensible deadline, and below what a timer of Node can hold.
const seconds = (otherwise: number): Reader<number> =>
  number(otherwise, [0.1, 86_400], "a number of seconds", Number.isFinite);

const READERS: { readonly [K in keyof Settings]: Reader<Settings[K]> } = {
  requestTimeoutSeconds: seconds(30),
  retryTimeoutSeconds: seconds(120),
  maxConcurrentReads: number(32, [1, 1000], "a whole number", Number.isInteger),
  showDeprecation: flag(true),
};

/** The names of the settings. */
export const SETTINGS = Object.keys(READERS) as readonly (keyof Settings)[];

/** @throws ConfigurationError `INVALID_CONFIGURATION` for a value of another type, or out of range. */
export function resolveSettings(config: Lookup, names: PlaceNames = STACK_NAMES): Settings {
  const read = <K extends keyof Settings>(name: K): Settings[K] =>
    READERS[name](config, names.settings + name);
  return {
    requestTimeoutSeconds: read("requestTimeoutSeconds"),
    retryTimeoutSeconds: read("retryTimeoutSeconds"),
    maxConcurrentReads: read("maxConcurrentReads"),
    showDeprecation: read("showDeprecation"),
  };
}

/** Makes the reader of true or false. */
export function flag(otherwise: boolean): Reader<boolean> {
  return (config, key) => {
    const text = firstSet(config, [key])?.value;
    if (text === undefined || text === "true" || text === "false") return text ? text === "true" : otherwise;
    throw invalid(key, `must be true or false, got ${quoted(text)}`);
  };
}

function number(
  otherwise: number,
  [min, max]: readonly [number, number],
  kind: string,
  isKind: (value: number) => boolean,
): Reader<number> {
  return (config, key) => {
    const text = firstSet(config, [key])?.value;
    if (text === undefined) return otherwise;
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max && isKind(value)) return value;
    throw invalid(key, `must be ${kind} from ${min} to ${max}, got ${quoted(text)}`);
  };
}

/** Makes the error of a value of the configuration, by its name. */
export function invalid(name: string, problem: string): ConfigurationError {
  return new ConfigurationError("INVALID_CONFIGURATION", `${name} ${problem}`);
}
