import { type ResolvedWait, type WaitOptions } from "../../atlas/gate/wait-options.js";
import { InvalidArgumentError, quoted } from "../../errors/index.js";
import { checkKeys } from "./check-keys.js";
import { isPending } from "./plain.js";

const DEFAULTS: ResolvedWait = { timeoutSeconds: 1800, pollIntervalSeconds: 15 };
const KEYS = ["timeoutSeconds", "pollIntervalSeconds"] as const;
/** A week, in seconds: above any sensible wait, and below what a timer of Node can hold. */
const MAX_SECONDS = 604_800;

/**
 * The argument `wait` with its defaults, or undefined if it is not given.
 *
 * @throws InvalidArgumentError
 */
export function parseWait(where: string, value: unknown): ResolvedWait | undefined {
  if (value === undefined) return undefined;
  const { timeoutSeconds, pollIntervalSeconds } = checkKeys(where, "wait", value, KEYS);
  return {
    timeoutSeconds: seconds(where, "timeoutSeconds", timeoutSeconds),
    pollIntervalSeconds: seconds(where, "pollIntervalSeconds", pollIntervalSeconds),
  };
}

/** Checks the keys of the argument `wait`, unless it is an output, and makes it a plain object. @throws InvalidArgumentError */
export function checkWait<T extends { readonly wait?: unknown }>(where: string, args: T): T {
  if (args.wait === undefined || isPending(args.wait)) return args;
  return { ...args, wait: checkKeys(where, "wait", args.wait, KEYS) };
}

function seconds(where: string, key: keyof WaitOptions, value: unknown): number {
  if (value === undefined) return DEFAULTS[key];
  if (typeof value === "number" && value >= 1 && value <= MAX_SECONDS) return value;
  throw new InvalidArgumentError(
    `${where}wait.${key} must be a number of seconds from 1 to ${MAX_SECONDS}, got ${quoted(value)}`,
  );
}
