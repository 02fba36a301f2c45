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
}

interface Rule {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

// A day is above any sensible deadline, and below what a timer of Node can hold.
const SECONDS = { min: 0.1, max: 86_400, integer: false };
const RULES: Readonly<Record<keyof Settings, Rule>> = {
  requestTimeoutSeconds: { ...SECONDS, default: 30 },
  retryTimeoutSeconds: { ...SECONDS, default: 120 },
  maxConcurrentReads: { default: 32, min: 1, max: 1000, integer: true },
};

/** The names of the settings. */
export const SETTINGS = Object.keys(RULES) as readonly (keyof Settings)[];

/** @throws ConfigurationError `INVALID_CONFIGURATION` for a value that is not a number or is out of range. */
export function resolveSettings(config: Lookup, names: PlaceNames = STACK_NAMES): Settings {
  const setting = (key: keyof Settings): number => readNumber(config, names.settings + key, RULES[key]);
  return {
    requestTimeoutSeconds: setting("requestTimeoutSeconds"),
    retryTimeoutSeconds: setting("retryTimeoutSeconds"),
    maxConcurrentReads: setting("maxConcurrentReads"),
  };
}

function readNumber(config: Lookup, key: string, rule: Rule): number {
  const text = firstSet(config, [key])?.value;
  if (text === undefined) return rule.default;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (value >= rule.min && value <= rule.max && (!rule.integer || Number.isInteger(value))) return value;
  const kind = rule.integer ? "a whole number" : "a number of seconds";
  throw new ConfigurationError(
    "INVALID_CONFIGURATION",
    `${key} must be ${kind} from ${rule.min} to ${rule.max}, got ${quoted(text)}`,
  );
}
