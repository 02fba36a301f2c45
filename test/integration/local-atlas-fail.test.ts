import assert from "node:assert/strict";
import {
  examplePipelineRun,
  startLocalAtlas,
  type Fault,
  type FaultOptions,
  type LocalAtlas,
} from "../../provider/testing/index.js";
import { read, runPath, TOKEN } from "../helpers/local-atlas-client.js";

const TYPES = "status, rateLimited, gone, raw, delay, hang, reset, truncate, drip, contentType";
const MILLISECONDS = "a whole number from 0 to 2147483647";
const TIMES = "options.times must be a whole number of at least 1, got";

type Refused = readonly (readonly [what: string, found: unknown, message: string])[];

const FAULTS: Refused = [
  ["a fault that is a string", "gone", "fault must be an object, got a string"],
  ["an unknown fault type", { type: "statuss" }, `fault.type must be one of ${TYPES}, got "statuss"`],
  ["a fault without a type", { status: 503 }, `fault.type must be one of ${TYPES}, got nothing`],
  [
    "an unknown field of a fault",
    { type: "status", status: 503, retryafter: 1 },
    "fault.retryafter is not a field that is known here, allowed are type, status, error, retryAfter, headers",
  ],
  [
    "an unknown field of an error",
    { type: "status", status: 503, error: { code: "X" } },
    "fault.error.code is not a field that is known here, allowed are detail, error, errorCode, parameters, reason",
  ],
  [
    "an error parameter that JSON cannot hold",
    { type: "status", status: 503, error: { parameters: [0, 1n] } },
    "fault.error.parameters[1] must be a value that JSON can hold, got a bigint",
  ],
  [
    "a status below 200",
    { type: "status", status: 99 },
    "fault.status must be a whole number from 200 to 599, got number 99",
  ],
  [
    "a status above 599",
    { type: "raw", status: 600, body: "" },
    "fault.status must be a whole number from 200 to 599, got number 600",
  ],
  ["a raw fault without a body", { type: "raw" }, "fault.body must be a string or a Uint8Array, got nothing"],
  [
    "an endless delay",
    { type: "delay", milliseconds: Infinity },
    `fault.milliseconds must be ${MILLISECONDS}, got number Infinity`,
  ],
  [
    "a negative pause",
    { type: "drip", millisecondsPerByte: -1 },
    `fault.millisecondsPerByte must be ${MILLISECONDS}, got number -1`,
  ],
  [
    "an invalid Date as Retry-After",
    { type: "rateLimited", retryAfter: new Date(NaN) },
    "fault.retryAfter must be a number of seconds, a valid Date or a text to send as it is, got an object",
  ],
  [
    "a header name with a space",
    { type: "status", status: 500, headers: { "a b": "1" } },
    'fault.headers["a b"] is not a name that a header can have',
  ],
  [
    "a header value with a line end",
    { type: "status", status: 500, headers: { a: "1\r\nb: 2" } },
    'fault.headers.a must be a text that can be sent in a header, got "1\\r\\nb: 2"',
  ],
  [
    "headers that are a Map",
    { type: "status", status: 500, headers: new Map([["a", "b"]]) },
    "fault.headers must be an object, got an instance of Map",
  ],
];

const OPTIONS: Refused = [
  ["options that are a RegExp", /runs/, "options must be an object, got an instance of RegExp"],
  ["options that are null", null, "options must be an object, got null"],
  [
    "an unknown field of the options",
    { time: 1 },
    "options.time is not a field that is known here, allowed are times, kind, path",
  ],
  ["an unknown kind", { kind: "tokens" }, 'options.kind must be one of api, token, revoke, got "tokens"'],
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
];

describe("LocalAtlas.fail", () => {
  let atlas: LocalAtlas;

  before(async () => {
    atlas = await startLocalAtlas({ runs: [examplePipelineRun], accessTokens: [{ token: TOKEN }] });
  });

  after(() => atlas.close());

  for (const [what, fault, message] of FAULTS) {
    it(`refuses ${what}`, () => {
      assert.throws(() => {
        atlas.fail(fault as Fault);
      }, new TypeError(message));
    });
  }

  for (const [what, options, message] of OPTIONS) {
    it(`refuses ${what}`, () => {
      assert.throws(() => {
        atlas.fail({ type: "gone" }, options as FaultOptions);
      }, new TypeError(message));
    });
  }

  it("plans no fault that it refuses", async () => {
    assert.throws(() => {
      atlas.fail({ type: "statuss" } as unknown as Fault);
    }, TypeError);
    assert.equal((await read(atlas.baseUrl + runPath())).status, 200);
  });

  it("takes options that are undefined as left out", async () => {
    atlas.fail({ type: "gone" }, {
      times: undefined,
      kind: undefined,
      path: undefined,
    } as unknown as FaultOptions);
    assert.equal((await read(atlas.baseUrl + runPath())).status, 410);
    atlas.clearFaults();
  });
});
