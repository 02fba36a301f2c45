import { type ApiError } from "./api-error.js";
import { type Fault } from "./fault.js";
import { type LocalFault } from "./fault-plan.js";
import { listOf, object, optional, required, value, variant, type Check } from "./shape.js";
import { headers, headerValue, MAX_MILLISECONDS, oneOf, pattern, text, wholeNumber } from "./values.js";

const status = wholeNumber(200, 599);
const milliseconds = wholeNumber(0, MAX_MILLISECONDS);
const point = optional(oneOf("beforeHeaders", "midBody"));

const date = value("a number of seconds, or a text to send as it is", (found) =>
  found instanceof Date ? !Number.isNaN(found.getTime()) : Number.isFinite(found),
);
const retryAfter: Check = (found, path) => {
  (typeof found === "string" ? headerValue : date)(found, path);
};

const error = object<Partial<ApiError>>({
  detail: optional(text),
  error: optional(wholeNumber(0)),
  errorCode: optional(text),
  parameters: optional(listOf(() => undefined)),
  reason: optional(text),
});

const fault = variant<Fault>({
  status: {
    status: required(status),
    error: optional(error),
    retryAfter: optional(retryAfter),
    headers: optional(headers),
  },
  rateLimited: { retryAfter: optional(retryAfter) },
  gone: {},
  raw: {
    body: required(value("a string", (found) => typeof found === "string" || found instanceof Uint8Array)),
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

const times: Check = (found, path) => {
  if (found !== Infinity) wholeNumber(1)(found, path);
};

export const faults = listOf(
  object<LocalFault>({
    fault: required(fault),
    times: optional(times),
    kind: optional(oneOf("api", "token", "revoke")),
    path: optional(pattern),
  }),
);
