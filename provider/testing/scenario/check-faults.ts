import { types } from "node:util";
import { type ApiError } from "../http/api-error.js";
import { type Fault } from "../faults/fault.js";
import { type FaultOptions, type LocalFault } from "../faults/fault-plan.js";
import { listOf, object, optional, required, value, variant, type Check } from "./shape.js";
import {
  headers,
  headerValue,
  jsonValue,
  MAX_MILLISECONDS,
  oneOf,
  pattern,
  text,
  wholeNumber,
} from "./values.js";

const status = wholeNumber(200, 599);
const milliseconds = wholeNumber(0, MAX_MILLISECONDS);
const point = optional(oneOf("beforeHeaders", "midBody"));

const date = value("a number of seconds, a valid Date or a text to send as it is", (found) =>
  types.isDate(found) ? !Number.isNaN(found.getTime()) : Number.isFinite(found),
);
const retryAfter: Check = (found, path) => {
  (typeof found === "string" ? headerValue : date)(found, path);
};

const error = object<Partial<ApiError>>({
  detail: optional(text),
  error: optional(wholeNumber(0)),
  errorCode: optional(text),
  parameters: optional(listOf(jsonValue)),
  reason: optional(text),
});

/** What goes wrong, as `fail()` and the options of the start take it. */
export const fault = variant<Fault>({
  status: {
    status: required(status),
    error: optional(error),
    retryAfter: optional(retryAfter),
    headers: optional(headers),
  },
  rateLimited: { retryAfter: optional(retryAfter) },
  gone: {},
  raw: {
    body: required(
      value("a string or a Uint8Array", (found) => typeof found === "string" || types.isUint8Array(found)),
    ),
    status: optional(status),
    contentType: optional(headerValue),
    headers: optional(headers),
  },
  delay: { milliseconds: required(milliseconds) },
  hang: { at: point },
  reset: { at: point },
  truncate: { framing: optional(oneOf("contentLength", "chunked")) },
  drip: { millisecondsPerByte: required(milliseconds) },
  contentType: { contentType: required(headerValue) },
});

const which = {
  times: optional(wholeNumber(1)),
  kind: optional(oneOf("api", "token", "revoke")),
  path: optional(pattern),
};

/** Which requests a fault strikes, as `fail()` takes it. */
export const faultOptions = object<FaultOptions>(which);

/** The faults of the options of the start. */
export const faults = listOf(object<LocalFault>({ fault: required(fault), ...which }));
