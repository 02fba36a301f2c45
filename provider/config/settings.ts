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

type NumberSetting = Exclude<keyof Settings, "showDeprecation">;

interface Rule {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

// A day is above any sensible deadline, and below what a timer of Node can hold.
const SECONDS = { min: 0.1, max: 86_400, integer: false };
const RULES: Readonly<Record<NumberSetting, Rule>> = {
  requestTimeoutSeconds: { ...SECONDS, default: 30 },
  retryTimeoutSeconds: { ...SECONDS, default: 120 },
  maxConcurrentReads: { default: 32, min: 1, max: 1000, integer: true },
};

/** The names of the settings. */
export const SETTINGS = [...Object.keys(RULES), "showDeprecation"] as readonly (keyof Settings)[];

/** @throws ConfigurationError `INVALID_CONFIGURATION` for a value of another type, or out of range. */
export function resolveSettings(config: Lookup, names: PlaceNames = STACK_NAMES): Settings {
  const setting = (key: NumberSetting): number => readNumber(config, names.settings + key, RULES[key]);
  return {
    requestTimeoutSeconds: setting("requestTimeoutSeconds"),
    retryTimeoutSeconds: setting("retryTimeoutSeconds"),
    maxConcurrentReads: setting("maxConcurrentReads"),
    showDeprecation: readBoolean(config, `${names.settings}showDeprecation`, true),
  };
}

/** Reads true or false. @throws ConfigurationError `INVALID_CONFIGURATION` for any other text */
export function readBoolean(config: Lookup, key: string, otherwise: boolean): boolean {
  const text = firstSet(config, [key])?.value;
  if (text === undefined || text === "true" || text === "false") return text ? text === "true" : otherwise;
  throw new ConfigurationError("INVALID_CONFIGURATION", `${key} must be true or false, got ${quoted(text)}`);
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
