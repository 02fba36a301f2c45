import { isLeft } from "fp-ts/Either";
import * as t from "io-ts";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { types } from "node:util";
import type {
  ContentTypeFault,
  DelayFault,
  DripFault,
  Fault,
  FaultOptions,
  InterruptionFault,
  LocalFault,
  RateLimitedFault,
  RawFault,
  StatusFault,
  TruncateFault,
} from "../faults/fault.js";
import { type ApiError, type BadRequestDetail } from "../http/api-error.js";
import { codec, listOf, object, oneOf, record, where } from "./codecs.js";
import { milliseconds, passes, text, wholeNumber } from "./values.js";

const isHeaderValue = (found: string): boolean => passes(validateHeaderValue, "x", found);
const headerValue = where(t.string, "a text that can be sent in a header", isHeaderValue);

const headers = codec<Readonly<Record<string, string>>>(record.name, (found, context) => {
  const result = record.validate(found, context);
  if (isLeft(result)) return result;
  for (const [name, value] of Object.entries(result.right)) {
    const at = t.appendContext(context, name, headerValue, value);
    if (!passes(validateHeaderName, name)) return t.failure(found, at, "is not a valid header name");
    const checked = headerValue.validate(value, at);
    if (isLeft(checked)) return checked;
  }
  return t.success(found as Readonly<Record<string, string>>);
});

const retryAfter = where<number | string | Date>(
  t.any,
  "a number of seconds, a valid Date or a text that can be sent in a header",
  (found) => {
    if (types.isDate(found)) return !Number.isNaN(found.getTime());
    return typeof found === "string" ? isHeaderValue(found) : Number.isFinite(found);
  },
);

const bytes = where<string | Uint8Array>(
  t.any,
  "a string or a Uint8Array",
  (found) => typeof found === "string" || types.isUint8Array(found),
);

/** A RegExp, or in JSON its source. */
const pattern = where<RegExp | string>(
  t.any,
  "a regular expression",
  (found) => types.isRegExp(found) || (typeof found === "string" && passes(() => new RegExp(found))),
);

const field = object<BadRequestDetail["fields"][number]>({ description: text, field: text }, {});
const error = object<Partial<ApiError>>(
  {},
  {
    detail: text,
    error: wholeNumber(0),
    errorCode: text,
    parameters: listOf(t.unknown),
    reason: text,
    badRequestDetail: object<BadRequestDetail>({ fields: listOf(field) }, {}),
  },
);
const status = wholeNumber(200, 599);
const at = oneOf("beforeHeaders", "midBody");

const bare = <T extends string>(type: T): t.Type<{ readonly type: T }> =>
  object({ type: t.literal(type) }, {});
const interruption = object<InterruptionFault>({ type: oneOf("hang", "reset") }, { at });

const variants: Readonly<Record<Fault["type"], t.Decoder<unknown, Fault>>> = {
  status: object<StatusFault>({ type: t.literal("status"), status }, { error, retryAfter, headers }),
  rateLimited: object<RateLimitedFault>({ type: t.literal("rateLimited") }, { retryAfter }),
  gone: bare("gone"),
  addressRefused: bare("addressRefused"),
  pagingTimeout: bare("pagingTimeout"),
  raw: object<RawFault>(
    { type: t.literal("raw"), body: bytes },
    { status, contentType: headerValue, headers },
  ),
  delay: object<DelayFault>({ type: t.literal("delay"), milliseconds }, {}),
  hang: interruption,
  reset: interruption,
  truncate: object<TruncateFault>(
    { type: t.literal("truncate") },
    { framing: oneOf("contentLength", "chunked") },
  ),
  drip: object<DripFault>({ type: t.literal("drip"), millisecondsPerByte: milliseconds }, {}),
  contentType: object<ContentTypeFault>({ type: t.literal("contentType"), contentType: headerValue }, {}),
};
const typed = t.type({ type: oneOf(...(Object.keys(variants) as Fault["type"][])) }, "an object");

/** A fault, as `fail()` and the options of the start take it. */
export const fault = codec<Fault>(typed.name, (found, context) => {
  const result = typed.validate(found, context);
  return isLeft(result) ? result : variants[result.right.type].validate(found, context);
});

const which = { times: wholeNumber(1), kind: oneOf("api", "token", "revoke"), path: pattern };

/** The requests that a fault strikes, as `fail()` takes them. */
export const faultOptions = object<FaultOptions>({}, which);

/** The faults of the options of the start. */
export const faults = listOf(object<LocalFault>({ fault }, which));
