import { type Check } from "../../atlas/check/read-checked.js";
import { type ResolvedWait } from "../../atlas/check/wait-for-state.js";
import { mustBe } from "../../errors/index.js";
import { isDateTime } from "../../run/rfc3339.js";
import { checkHexId, checkPipelineName } from "../../run/run-ref.js";
import { DEFAULT_STATE, parseStates } from "../../run/states.js";
import { checkKeys, type CheckedKeys } from "./check-keys.js";
import { isPending, isPlain } from "./plain.js";

/** Parses one argument, which is undefined if it is left out. The label has its name. @throws InvalidArgumentError */
type Rule = (label: string, value: unknown) => unknown;

/** The arguments of a function or of the resource. */
export type Rules = Readonly<Record<string, Rule>>;

/** Arguments that are parsed. */
export type Parsed<R extends Rules> = { readonly [K in keyof R]: ReturnType<R[K]> };

const PIPELINE = { projectId: checkHexId, pipelineName: checkPipelineName };

/** Arguments that say what is expected of a run. */
export const CHECK_RULES = {
  expectedState: parseStates,
  wait: parseWait,
  maxAgeHours: parseHours,
} satisfies Rules;

/** Arguments of the read of one run. */
export const RUN = { ...PIPELINE, pipelineRunId: checkHexId, ...CHECK_RULES } satisfies Rules;

/** Arguments of the latest run. */
export const LATEST = { ...PIPELINE, state: parseStates, maxAgeHours: parseHours } satisfies Rules;

/** Arguments of a list. */
export const LIST = {
  ...PIPELINE,
  state: parseStates,
  createdBefore: parseDate,
  createdAfter: parseDate,
} satisfies Rules;

/** The keys of `wait`, with their defaults in seconds. */
const WAIT = { timeoutSeconds: 1800, pollIntervalSeconds: 15 } as const;
/** A week, in seconds: above any sensible wait, and below what a timer of Node can hold. */
const MAX_SECONDS = 604_800;

/**
 * Checks the names of the arguments, and the value of each that holds no output: also while another one is not known yet,
 * and the read is skipped. Returns a copy that is a plain object, as is `wait` in it.
 *
 * @param prefix Prefix that says whose arguments they are, with its colon.
 * @throws InvalidArgumentError
 */
export function checkArguments<R extends Rules>(
  prefix: string,
  rules: R,
  value: unknown,
): CheckedKeys<keyof R & string> {
  const keys = Object.keys(rules) as (keyof R & string)[];
  const given: Record<string, unknown> = { ...checkKeys(`${prefix}the arguments`, value, keys) };
  const { wait } = given;
  if (wait !== undefined && !isPending(wait)) given["wait"] = checkWaitKeys(`${prefix}wait`, wait);
  for (const [name, rule] of Object.entries(rules))
    if (isPlain(given[name])) rule(prefix + name, given[name]);
  return given as CheckedKeys<keyof R & string>;
}

/** Parses arguments that hold no outputs. @throws InvalidArgumentError */
export function parseArguments<R extends Rules>(
  prefix: string,
  rules: R,
  given: Readonly<Record<string, unknown>>,
): Parsed<R> {
  const parsed = Object.entries(rules).map(([name, rule]) => [name, rule(prefix + name, given[name])]);
  return Object.fromEntries(parsed) as Parsed<R>;
}

/** Returns what the arguments expect of the run. */
export function checkOf({ expectedState, wait, maxAgeHours }: Parsed<typeof CHECK_RULES>): Check {
  return { wait, maxAgeHours, expected: expectedState ?? (wait && [DEFAULT_STATE]) };
}

function parseWait(label: string, value: unknown): ResolvedWait | undefined {
  if (value === undefined) return undefined;
  const given = checkWaitKeys(label, value);
  const seconds = (key: keyof ResolvedWait): number => {
    const found = given[key] === undefined ? WAIT[key] : given[key];
    if (typeof found === "number" && found >= 1 && found <= MAX_SECONDS) return found;
    throw mustBe(`${label}.${key}`, `a number of seconds from 1 to ${MAX_SECONDS}`, found);
  };
  return { timeoutSeconds: seconds("timeoutSeconds"), pollIntervalSeconds: seconds("pollIntervalSeconds") };
}

function checkWaitKeys(label: string, value: unknown): CheckedKeys<keyof ResolvedWait> {
  return checkKeys(label, value, Object.keys(WAIT) as (keyof ResolvedWait)[]);
}

function parseHours(label: string, value: unknown): number | undefined {
  if (value === undefined || (typeof value === "number" && value > 0 && value < Infinity)) return value;
  throw mustBe(label, "a number of hours above 0", value);
}

function parseDate(label: string, value: unknown): string | undefined {
  if (value === undefined || isDateTime(value)) return value;
  throw mustBe(label, 'an RFC 3339 date and time such as "2025-05-04T09:42:00Z"', value);
}
