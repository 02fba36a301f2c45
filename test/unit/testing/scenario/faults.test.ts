import { type Fault } from "../../../../provider/testing/index.js";
import { fault, faultOptions } from "../../../../provider/testing/scenario/faults.js";
import { check } from "../../../../provider/testing/scenario/problems.js";
import { itRefuses } from "../../../helpers/refusal.js";

const TYPES =
  "status, rateLimited, gone, addressRefused, pagingTimeout, raw, delay, hang, reset, truncate, drip, contentType";
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

  itRefuses(fault, "fault", {
    "fault must be an object, got a string": "gone",
    [`fault.type must be one of ${TYPES}, got "statuss"`]: { type: "statuss" },
    [`fault.type must be one of ${TYPES}, got "constructor"`]: { type: "constructor" },
    [`fault.type must be one of ${TYPES}, got nothing`]: { status: 503 },
    "fault.retryafter is not a known field: did you mean retryAfter? Allowed: type, status, error, retryAfter, headers":
      { type: "status", status: 503, retryafter: 1 },
    "fault.status is not a known field; Allowed: type": { type: "gone", status: 410 },
    "fault.error.code is not a known field; Allowed: detail, error, errorCode, parameters, reason, badRequestDetail":
      {
        type: "status",
        status: 503,
        error: { code: "X" },
      },
    "fault.error.parameters[1] must be a value that JSON can hold, got a bigint": {
      type: "status",
      status: 503,
      error: { parameters: [0, 1n] },
    },
    [`${STATUS} number 99`]: { type: "status", status: 99 },
    [`${STATUS} number 600`]: { type: "raw", status: 600, body: "" },
    "fault.body must be a string or a Uint8Array, got nothing": { type: "raw" },
    [`fault.milliseconds must be ${MILLISECONDS}, got number 2147483648`]: {
      type: "delay",
      milliseconds: 2 ** 31,
    },
    [`fault.millisecondsPerByte must be ${MILLISECONDS}, got number -1`]: {
      type: "drip",
      millisecondsPerByte: -1,
    },
    'fault.at must be one of beforeHeaders, midBody, got "end"': { type: "hang", at: "end" },
    [`${RETRY_AFTER} an object`]: { type: "rateLimited", retryAfter: new Date(NaN) },
    [`${RETRY_AFTER} "1\\r\\nA: b"`]: { type: "rateLimited", retryAfter: "1\r\nA: b" },
    'fault.headers["a b"] is not a valid header name': {
      type: "status",
      status: 500,
      headers: { "a b": "1" },
    },
    'fault.headers.a must be a text that can be sent in a header, got "1\\r\\nb: 2"': {
      type: "raw",
      body: "",
      headers: { a: "1\r\nb: 2" },
    },
    "fault.headers must be an object, got an instance of Map": {
      type: "status",
      status: 500,
      headers: new Map([["a", "b"]]),
    },
  });
});

describe("the check of a fault's options", () => {
  it("accepts a RegExp, its source, and fields that are undefined", () => {
    check(faultOptions, { times: 2, kind: "token", path: /x/ }, "options");
    check(faultOptions, { times: undefined, kind: undefined, path: "^x$" }, "options");
  });

  itRefuses(faultOptions, "options", {
    "options must be an object, got an instance of RegExp": /runs/,
    "options must be an object, got null": null,
    "options.time is not a known field: did you mean times? Allowed: times, kind, path": { time: 1 },
    'options.kind must be one of api, token, revoke, got "other"': { kind: "other" },
    [`${TIMES} number NaN`]: { times: NaN },
    [`${TIMES} number -1`]: { times: -1 },
    [`${TIMES} number 0`]: { times: 0 },
    [`${TIMES} number 1.5`]: { times: 1.5 },
    [`${TIMES} number Infinity`]: { times: Infinity },
    [`${TIMES} "1"`]: { times: "1" },
    'options.path must be a regular expression, got "("': { path: "(" },
    "options.path must be a regular expression, got number 1": { path: 1 },
  });
});
