import assert from "node:assert/strict";
import type * as t from "io-ts";
import { examplePipelineRun, type Fault } from "../../../../provider/testing/index.js";
import { check } from "../../../../provider/testing/scenario/codecs.js";
import { fault, faultOptions } from "../../../../provider/testing/scenario/faults.js";
import { patchOf, run } from "../../../../provider/testing/scenario/runs.js";
import { scenario } from "../../../../provider/testing/scenario/scenario.js";

const RUN = examplePipelineRun;
const ID = RUN.run._id;
const OTHER_ID = "0123456789abcdef01234567";
const SECRET = "very-secret";
const RETRY_AFTER = "a number of seconds, a valid Date or a text that can be sent in a header";
const HEADERS = "an object of texts that can be sent in headers, by their names";
const CREDENTIAL = "serviceAccounts[0].clientSecret must be printable ASCII characters without white space";

/** The beginning of the message for each wrong value. `schema.test.ts` has the values that are wrong. */
type Refused = Readonly<Record<string, unknown>>;
const runWith = (fields: object): unknown => ({ ...RUN, run: { ...RUN.run, ...fields } });
const withSecret = (clientSecret: unknown): unknown => ({
  serviceAccounts: [{ clientId: "c", clientSecret }],
});

const SCENARIOS: Refused = {
  "the options must be an object, got null": null,
  "run is not a known field: did you mean runs? Allowed: port, tls, runs, ": { run: [] },
  "__proto__ is not a known field; Allowed: port, ": JSON.parse('{"__proto__": {}}') as unknown,
  '["to run"] is not a known field; Allowed: port, ': { "to run": [] },
  "port must be a whole number from 0 to 65535, got number 65536": { port: 65_536 },
  "nonceLifetimeSeconds must be a number of at least 0, got number NaN": { nonceLifetimeSeconds: NaN },
  "rateLimit.periodSeconds must be a number greater than 0, got number 0": {
    rateLimit: { capacity: 1, refill: 1, periodSeconds: 0 },
  },
  "tls.key must be a string that is not empty, got an empty string": { tls: { key: "", cert: SECRET } },
  "accessTokens must be an array, got a string": { accessTokens: SECRET },
  "accessTokens[0] must be an object, got a string": { accessTokens: [SECRET] },
  "accessTokens[2] must differ from accessTokens[0], got the same token": {
    accessTokens: [SECRET, "other", SECRET].map((token) => ({ token })),
  },
  "runs[2] must differ from runs[0], got the same project, pipeline and id": {
    runs: [RUN, { ...RUN, pipelineName: "weekly" }, { ...RUN, run: { _id: ID } }],
  },
  [`${CREDENTIAL}, got a string`]: withSecret(`${SECRET} `),
  [`${CREDENTIAL}, got an array`]: withSecret([SECRET]),
  [`${CREDENTIAL}, got a number`]: withSecret(12_345),
  [`${CREDENTIAL}, got nothing`]: withSecret(undefined),
};

const RUNS: Refused = {
  'projectId must be 24 lower-case hexadecimal digits (0-9, a-f), got "x"': { ...RUN, projectId: "x" },
  'pipelineName must be 1 to 64 characters, none of them a space, /, \\, " or $, got "a b"': {
    ...RUN,
    pipelineName: "a b",
  },
  "run.state must be a string, got number 1": runWith({ state: 1 }),
  'run.state must be "DATASET_DELETED", as Atlas spells it, got " datasetdeleted"': runWith({
    state: " datasetdeleted",
  }),
  'run.createdDate must be an RFC 3339 date and time, got "today"': runWith({ createdDate: "today" }),
  "transitions[0].set._id is not a known field; Allowed: backupFrequencyType, ": {
    ...RUN,
    transitions: [{ afterSeconds: 1, set: { _id: OTHER_ID } }],
  },
};

const PATCHES: Refused = {
  "patch.sate is not a known field: did you mean state? Allowed: _id, ": { sate: undefined },
  "patch.stats.numDocs must be a whole number of at least 0, got a bigint": { stats: { numDocs: 1n } },
  [`patch._id must be left out or "${ID}", the id of the run, got "${OTHER_ID}"`]: { _id: OTHER_ID },
};

const WRONG_FAULTS: Refused = {
  "fault must be an object, got a string": "gone",
  "fault.type must be one of status, rateLimited, ": { type: "constructor" },
  "fault.status is not a known field; Allowed: type": { type: "gone", status: 410 },
  "fault.body must be a string or a Uint8Array, got nothing": { type: "raw" },
  [`fault.retryAfter must be ${RETRY_AFTER}, got an object`]: {
    type: "rateLimited",
    retryAfter: new Date(NaN),
  },
  [`fault.headers must be ${HEADERS}, got an object`]: { type: "raw", body: "", headers: { "a b": "1" } },
  [`fault.headers must be ${HEADERS}, got an instance of Map`]: { type: "raw", body: "", headers: new Map() },
};

const WRONG_OPTIONS: Refused = {
  "options must be an object, got an instance of RegExp": /runs/,
  "options.times must be a whole number of at least 1, got number Infinity": { times: Infinity },
  'options.path must be a regular expression, got "("': { path: "(" },
};

describe("the check of a scenario and of the arguments that change it", () => {
  const CHECKS: readonly (readonly [codec: t.Mixed, name: string, refused: Refused])[] = [
    [scenario, "", SCENARIOS],
    [run, "", RUNS],
    [patchOf(ID), "patch", PATCHES],
    [fault, "fault", WRONG_FAULTS],
    [faultOptions, "options", WRONG_OPTIONS],
  ];
  for (const [codec, name, refused] of CHECKS) {
    for (const [message, found] of Object.entries(refused)) {
      it(`refuses a value: ${message}`, () => {
        assert.throws(
          () => {
            check(codec, found, name);
          },
          (error: unknown) => error instanceof TypeError && error.message.startsWith(message),
        );
      });
    }
  }

  it("accepts what JSON does not have: dates, bytes, regular expressions, and fields that are undefined", () => {
    const faults: readonly Fault[] = [
      { type: "rateLimited", retryAfter: new Date(0) },
      { type: "raw", body: new Uint8Array(1) },
    ];
    check(scenario, {
      port: undefined,
      faults: faults.map((fault) => ({ fault, path: /x/, times: undefined })),
    });
    check(run, { ...RUN, run: { ...RUN.run, state: undefined }, transitions: undefined });
    check(patchOf(ID), { _id: ID, state: undefined }, "patch");
  });

  it("accepts entries that differ in part of their key, or only in it", () => {
    const others = [{ projectId: OTHER_ID }, { pipelineName: "x" }, { run: { _id: OTHER_ID } }];
    const apiKeys = ["p", "q"].map((publicKey) => ({ publicKey, privateKey: "same" }));
    check(scenario, { runs: [RUN, ...others.map((other) => ({ ...RUN, ...other }))], apiKeys });
  });
});
