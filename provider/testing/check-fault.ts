import { validateHeaderName, validateHeaderValue } from "node:http";
import { type Fault, type RetryAfter } from "./fault.js";
import { MAX_MILLISECONDS } from "./values.js";

/** The fields of all faults that can hold what cannot be sent. */
interface Checked {
  readonly status?: number;
  readonly milliseconds?: number;
  readonly millisecondsPerByte?: number;
  readonly contentType?: string;
  readonly retryAfter?: RetryAfter;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Throws where a fault is planned, not where it strikes: there nobody would see it. */
export function checkFault(fault: Fault): void {
  const { status, milliseconds, millisecondsPerByte, contentType, retryAfter, headers } = fault as Checked;
  inRange("status", status, 200, 599);
  inRange("milliseconds", milliseconds, 0, MAX_MILLISECONDS);
  inRange("millisecondsPerByte", millisecondsPerByte, 0, MAX_MILLISECONDS);
  if (contentType !== undefined) validateHeaderValue("Content-Type", contentType);
  if (retryAfter !== undefined) validateHeaderValue("Retry-After", String(retryAfter));
  for (const [name, value] of Object.entries(headers ?? {})) {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  }
}

function inRange(name: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return;
  throw new RangeError(`A fault's ${name} must be a whole number from ${min} to ${max}, got ${value}`);
}
