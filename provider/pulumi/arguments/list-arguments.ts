import { InvalidArgumentError, quoted } from "../../errors/index.js";
import { checkPipelineRef, PIPELINE_ARGUMENTS, type PipelineRef } from "../../run/pipeline-ref.js";
import { isDateTime } from "../../run/rfc3339.js";
import { checkArgument } from "../../run/run-ref.js";
import { DEFAULT_STATE, parseStates } from "../../run/states.js";
import { checkKeys } from "./check-keys.js";
import { isPlain } from "./plain.js";

const LATEST_KEYS = [...PIPELINE_ARGUMENTS, "state"] as const;
const LIST_KEYS = [...LATEST_KEYS, "createdBefore"] as const;

/** A parsed request for the runs of a pipeline. */
export interface ListRequest {
  readonly ref: PipelineRef;
  readonly filter: {
    /** Undefined: runs in any state. */
    readonly states: readonly string[] | undefined;
    readonly createdBefore: string | undefined;
  };
}

/** Parses the arguments of a list, none of which is an output. @throws InvalidArgumentError */
export function parseListArguments(where: string, value: unknown): ListRequest {
  const args = checkKeys(where, "the arguments", value, LIST_KEYS);
  const states = parseStates(where, "state", args.state);
  return {
    ref: checkPipelineRef(where, args),
    filter: { states, createdBefore: parseDate(where, "createdBefore", args.createdBefore) },
  };
}

/** Parses the arguments of the latest run, none of which is an output. @throws InvalidArgumentError */
export function parseLatestArguments(
  where: string,
  value: unknown,
): { readonly ref: PipelineRef; readonly states: readonly string[] } {
  const args = checkKeys(where, "the arguments", value, LATEST_KEYS);
  const ref = checkPipelineRef(where, args);
  return { ref, states: parseStates(where, "state", args.state) ?? [DEFAULT_STATE] };
}

/** Checks the names of the arguments, and the value of each that is not an output. @throws InvalidArgumentError */
export function checkListArguments(where: string, value: unknown): object {
  const args = checkKeys(where, "the arguments", value, LIST_KEYS);
  checkPlainValues(where, args);
  if (isPlain(args.createdBefore)) parseDate(where, "createdBefore", args.createdBefore);
  return args;
}

/** Checks the arguments of the latest run in the same way. @throws InvalidArgumentError */
export function checkLatestArguments(where: string, value: unknown): object {
  const args = checkKeys(where, "the arguments", value, LATEST_KEYS);
  checkPlainValues(where, args);
  return args;
}

function checkPlainValues(
  where: string,
  args: { readonly [K in (typeof LATEST_KEYS)[number]]?: unknown },
): void {
  for (const name of PIPELINE_ARGUMENTS) if (isPlain(args[name])) checkArgument(where, name, args[name]);
  if (isPlain(args.state)) parseStates(where, "state", args.state);
}

function parseDate(where: string, name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (isDateTime(value)) return value;
  throw new InvalidArgumentError(
    `${where}${name} must be an RFC 3339 date and time such as "2025-05-04T09:42:00Z", got ${quoted(value)}`,
  );
}
