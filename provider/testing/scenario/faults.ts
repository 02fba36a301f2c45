import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { types as natives } from "node:util";
import type * as types from "../faults/fault.js";
import { type ApiError, type BadRequestDetail } from "../http/error-response.js";
import { codec, kindOf, listOf, object, oneOf, record, where } from "./codecs.js";
import { milliseconds, passes, text, wholeNumber } from "./values.js";

const isHeaderValue = (found: string): boolean => passes(validateHeaderValue, "x", found);
const headerValue = where(t.string, "a text that can be sent in a header", isHeaderValue);

const headers = where(
  record as t.Type<Readonly<Record<string, string>>>,
  "an object of texts that can be sent in headers, by their names",
  (found) =>
    Object.entries(found).every(([name, value]) => passes(validateHeaderName, name) && headerValue.is(value)),
  kindOf,
);

const retryAfter = where<number | string | Date>(
  t.any,
  "a number of seconds, a valid Date or a text that can be sent in a header",
  (found) => {
    if (natives.isDate(found)) return !Number.isNaN(found.getTime());
    return typeof found === "string" ? isHeaderValue(found) : Number.isFinite(found);
  },
);

const bytes = where<string | Uint8Array>(
  t.any,
  "a string or a Uint8Array",
  (found) => typeof found === "string" || natives.isUint8Array(found),
);

/** A RegExp, or in JSON its source. */
const pattern = where<RegExp | string>(
  t.any,
  "a regular expression",
  (found) => natives.isRegExp(found) || (typeof found === "string" && passes(() => new RegExp(found))),
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

const atlasError = object<types.AtlasErrorFault>(
  { type: oneOf("gone", "addressRefused", "pagingTimeout") },
  {},
);
const interruption = object<types.InterruptionFault>({ type: oneOf("hang", "reset") }, { at });

const variants: Readonly<Record<types.Fault["type"], t.Decoder<unknown, types.Fault>>> = {
  status: object<types.StatusFault>({ type: t.literal("status"), status }, { error, retryAfter, headers }),
  rateLimited: object<types.RateLimitedFault>({ type: t.literal("rateLimited") }, { retryAfter }),
  gone: atlasError,
  addressRefused: atlasError,
  pagingTimeout: atlasError,
  raw: object<types.RawFault>(
    { type: t.literal("raw"), body: bytes },
    { status, contentType: headerValue, headers },
  ),
  delay: object<types.DelayFault>({ type: t.literal("delay"), milliseconds }, {}),
  hang: interruption,
  reset: interruption,
  truncate: object<types.TruncateFault>(
    { type: t.literal("truncate") },
    { framing: oneOf("contentLength", "chunked") },
  ),
  drip: object<types.DripFault>({ type: t.literal("drip"), millisecondsPerByte: milliseconds }, {}),
  contentType: object<types.ContentTypeFault>(
    { type: t.literal("contentType"), contentType: headerValue },
    {},
  ),
};
const typed = t.type({ type: oneOf(...(Object.keys(variants) as types.Fault["type"][])) }, "an object");

/** A fault, as `fail()` and the options of the start take it. */
export const fault = codec<types.Fault>(typed.name, (found, context) => {
  const result = typed.validate(found, context);
  return isLeft(result) ? result : variants[result.right.type].validate(found, context);
});

const which = { times: wholeNumber(1), kind: oneOf("api", "token", "revoke"), path: pattern };

/** The requests that a fault strikes, as `fail()` takes them. */
export const faultOptions = object<types.FaultOptions>({}, which);

/** The faults of the options of the start. */
export const faults = listOf(object<types.LocalFault>({ fault }, which));
