import { type Fault } from "../../../../provider/testing/index.js";
import { fault, faultOptions } from "../../../../provider/testing/scenario/faults.js";
import { check } from "../../../../provider/testing/scenario/problems.js";
import { itRefuses } from "../../../helpers/refusal.js";

const TYPES = "status, rateLimited, gone, raw, delay, hang, reset, truncate, drip, contentType";
const STATUS = "fault.status must be a whole number from 200 to 599, got";
const MILLISECONDS = "a whole number from 0 to 2147483647";
const RETRY_AFTER =
  "fault.retryAfter must be a number of seconds, a valid Date or a text that can be sent in a header, got";
const TIMES = "options.times must be a whole number of at least 1, got";

describe("the check of a fault", () => {
  const FAULTS: readonly Fault[] = [
    { type: "status", status: 503, error: { detail: "d", parameters: [1] }, headers: { a: "b" } },
    { type: "rateLimited", retryAfter: new Date(0) },
    { type: "rateLimited", retryAfter: 1 },
    { type: "gone" },
    { type: "raw", body: new Uint8Array(1), status: 200, contentType: "text/html" },
    { type: "delay", milliseconds: 0 },
    { type: "hang", at: "midBody" },
    { type: "reset" },
    { type: "truncate", framing: "chunked" },
    { type: "drip", millisecondsPerByte: 1 },
    { type: "contentType", contentType: "text/plain" },
  ];
  for (const each of FAULTS) {
    it(`accepts ${JSON.stringify(each)}`, () => {
      check(fault, each, "fault");
    });
  }

  itRefuses(fault, "fault", [
    ["a fault that is a string", "gone", "fault must be an object, got a string"],
    ["an unknown type", { type: "statuss" }, `fault.type must be one of ${TYPES}, got "statuss"`],
    [
      "a type of Object's own",
      { type: "constructor" },
      `fault.type must be one of ${TYPES}, got "constructor"`,
    ],
    ["a fault without a type", { status: 503 }, `fault.type must be one of ${TYPES}, got nothing`],
    [
      "an unknown field, with the nearest name",
      { type: "status", status: 503, retryafter: 1 },
      "fault.retryafter is not a known field: did you mean retryAfter? Allowed: type, status, error, retryAfter, headers",
    ],
    [
      "a field of another type of fault",
      { type: "gone", status: 410 },
      "fault.status is not a known field; Allowed: type",
    ],
    [
      "an unknown field of an error",
      { type: "status", status: 503, error: { code: "X" } },
      "fault.error.code is not a known field; Allowed: detail, error, errorCode, parameters, reason",
    ],
    [
      "an error parameter that JSON cannot hold",
      { type: "status", status: 503, error: { parameters: [0, 1n] } },
      "fault.error.parameters[1] must be a value that JSON can hold, got a bigint",
    ],
    ["a status below 200", { type: "status", status: 99 }, `${STATUS} number 99`],
    ["a status above 599", { type: "raw", status: 600, body: "" }, `${STATUS} number 600`],
    [
      "a raw fault without a body",
      { type: "raw" },
      "fault.body must be a string or a Uint8Array, got nothing",
    ],
    [
      "a delay that no timer can wait",
      { type: "delay", milliseconds: 2 ** 31 },
      `fault.milliseconds must be ${MILLISECONDS}, got number 2147483648`,
    ],
    [
      "a negative interval",
      { type: "drip", millisecondsPerByte: -1 },
      `fault.millisecondsPerByte must be ${MILLISECONDS}, got number -1`,
    ],
    [
      "an unknown point",
      { type: "hang", at: "end" },
      'fault.at must be one of beforeHeaders, midBody, got "end"',
    ],
    [
      "an invalid Date as Retry-After",
      { type: "rateLimited", retryAfter: new Date(NaN) },
      `${RETRY_AFTER} an object`,
    ],
    [
      "two headers in one Retry-After",
      { type: "rateLimited", retryAfter: "1\r\nA: b" },
      `${RETRY_AFTER} "1\\r\\nA: b"`,
    ],
    [
      "a header name with a space",
      { type: "status", status: 500, headers: { "a b": "1" } },
      'fault.headers["a b"] is not a valid header name',
    ],
    [
      "a header value with a line end",
      { type: "raw", body: "", headers: { a: "1\r\nb: 2" } },
      'fault.headers.a must be a text that can be sent in a header, got "1\\r\\nb: 2"',
    ],
    [
      "headers that are a Map",
      { type: "status", status: 500, headers: new Map([["a", "b"]]) },
      "fault.headers must be an object, got an instance of Map",
    ],
  ]);
});

describe("the check of a fault's options", () => {
  it("accepts a RegExp, its source, and fields that are undefined", () => {
    check(faultOptions, { times: 2, kind: "token", path: /x/ }, "options");
    check(faultOptions, { times: undefined, kind: undefined, path: "^x$" }, "options");
  });

  itRefuses(faultOptions, "options", [
    ["options that are a RegExp", /runs/, "options must be an object, got an instance of RegExp"],
    ["options that are null", null, "options must be an object, got null"],
    [
      "an unknown field",
      { time: 1 },
      "options.time is not a known field: did you mean times? Allowed: times, kind, path",
    ],
    [
      "a kind that no fault strikes",
      { kind: "other" },
      'options.kind must be one of api, token, revoke, got "other"',
    ],
    ["times that are NaN", { times: NaN }, `${TIMES} number NaN`],
    ["negative times", { times: -1 }, `${TIMES} number -1`],
    ["zero times", { times: 0 }, `${TIMES} number 0`],
    ["half a time", { times: 1.5 }, `${TIMES} number 1.5`],
    ["infinite times", { times: Infinity }, `${TIMES} number Infinity`],
    ["times that are a string", { times: "1" }, `${TIMES} "1"`],
    ["a path that is not a pattern", { path: "(" }, 'options.path must be a regular expression, got "("'],
    ["a path that is a number", { path: 1 }, "options.path must be a regular expression, got number 1"],
  ]);
});
