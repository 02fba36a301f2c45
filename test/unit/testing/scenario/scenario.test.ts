import assert from "node:assert/strict";
import type * as t from "io-ts";
import { examplePipelineRun, type Fault } from "../../../../provider/testing/index.js";
import { fault, faultOptions } from "../../../../provider/testing/scenario/faults.js";
import { check } from "../../../../provider/testing/scenario/codecs.js";
import { patchOf, run } from "../../../../provider/testing/scenario/runs.js";
import { scenario } from "../../../../provider/testing/scenario/scenario.js";

const RUN = examplePipelineRun;
const ID = RUN.run._id;
const OTHER_ID = "0123456789abcdef01234567";
const SECRET = "very-secret";
const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const BODY_FIELDS =
  "backupFrequencyType, createdDate, datasetName, datasetRetentionPolicy, groupId, lastUpdatedDate, phase, " +
  "pipelineId, scheduledDeletionDate, snapshotId, state, stats";
const OPTIONS =
  "port, tls, runs, apiKeys, serviceAccounts, accessTokens, faults, nonceLifetimeSeconds, tokenLifetimeSeconds, " +
  "maxLiveTokens, rateLimit, tokenRateLimit, deprecated, $schema";
const FAULTS =
  "status, rateLimited, gone, addressRefused, pagingTimeout, raw, delay, hang, reset, truncate, drip, contentType";

/** The message for each wrong value. */
type Refused = Readonly<Record<string, unknown>>;
const runWith = (fields: object): unknown => ({ ...RUN, run: { ...RUN.run, ...fields } });
const transition = (afterSeconds: unknown, set: unknown = {}): unknown => ({
  ...RUN,
  transitions: [{ afterSeconds, set }],
});
const SPELT = "as Atlas spells it, got";

const SCENARIOS: Refused = {
  "the options must be an object, got null": null,
  [`run is not a known field: did you mean runs? Allowed: ${OPTIONS}`]: { run: [] },
  [`__proto__ is not a known field; Allowed: ${OPTIONS}`]: JSON.parse('{"__proto__": {}}') as unknown,
  [`["to run"] is not a known field; Allowed: ${OPTIONS}`]: { "to run": [] },
  "port must be a whole number from 0 to 65535, got number 65536": { port: 65_536 },
  'port must be a whole number from 0 to 65535, got "80"': { port: "80" },
  "nonceLifetimeSeconds must be a number of at least 0, got number NaN": { nonceLifetimeSeconds: NaN },
  "maxLiveTokens must be a whole number of at least 0, got number 0.5": { maxLiveTokens: 0.5 },
  "rateLimit.periodSeconds must be a number greater than 0, got number 0": {
    rateLimit: { capacity: 1, refill: 1, periodSeconds: 0 },
  },
  'deprecated must be true or false, got "no"': { deprecated: "no" },
  "tls.key must be a string that is not empty, got an empty string": { tls: { key: "", cert: SECRET } },
  "accessTokens must be an array, got a string": { accessTokens: SECRET },
  "accessTokens[0] must be an object, got a string": { accessTokens: [SECRET] },
  "accessTokens[2] must differ from accessTokens[0], got the same token": {
    accessTokens: [SECRET, "other", SECRET].map((token) => ({ token })),
  },
  "runs[2] must differ from runs[0], got the same project, pipeline and id": {
    runs: [RUN, { ...RUN, pipelineName: "weekly" }, { ...RUN, run: { _id: ID } }],
  },
  "faults[0].fault.status must be a whole number from 200 to 599, got number 99": {
    faults: [{ fault: { type: "status", status: 99 } }],
  },
};

const RUNS: Refused = {
  [`projectId must be ${HEX}, got "${"A".repeat(24)}"`]: { ...RUN, projectId: "A".repeat(24) },
  'pipelineName must be 1 to 64 characters, none of them a space, /, \\, " or $, got "a b"': {
    ...RUN,
    pipelineName: "a b",
  },
  [`run._id must be ${HEX}, got nothing`]: { ...RUN, run: {} },
  "run.state must be a string, got number 1": runWith({ state: 1 }),
  [`run.state must be "DATASET_DELETED", ${SPELT} " datasetdeleted"`]: runWith({ state: " datasetdeleted" }),
  [`run.backupFrequencyType must be "ON_DEMAND", ${SPELT} "ON DEMAND"`]: runWith({
    backupFrequencyType: "ON DEMAND",
  }),
  [`run.datasetRetentionPolicy.units must be "DAYS", ${SPELT} "days"`]: runWith({
    datasetRetentionPolicy: { units: "days", value: 1 },
  }),
  'run.createdDate must be an RFC 3339 date and time, got "today"': runWith({ createdDate: "today" }),
  'transitions[0].afterSeconds must be a number from 0 to 2147483, got "soon"': transition("soon"),
  [`transitions[0].set._id is not a known field; Allowed: ${BODY_FIELDS}`]: transition(1, { _id: OTHER_ID }),
};

const PATCHES: Refused = {
  [`patch.sate is not a known field: did you mean state? Allowed: _id, ${BODY_FIELDS}`]: { sate: undefined },
  "patch.stats.numDocs must be a whole number of at least 0, got a bigint": { stats: { numDocs: 1n } },
  [`patch._id must be left out or "${ID}", the id of the run, got "${OTHER_ID}"`]: { _id: OTHER_ID },
};

const status = (more: object): object => ({ type: "status", status: 503, ...more });
const RETRY_AFTER =
  "fault.retryAfter must be a number of seconds, a valid Date or a text that can be sent in a header, got";
const HEADERS = "fault.headers must be an object of texts that can be sent in headers, by their names, got";
const WRONG_FAULTS: Refused = {
  "fault must be an object, got a string": "gone",
  [`fault.type must be one of ${FAULTS}, got "constructor"`]: { type: "constructor" },
  [`fault.type must be one of ${FAULTS}, got nothing`]: { status: 503 },
  "fault.status is not a known field; Allowed: type": { type: "gone", status: 410 },
  "fault.error.code is not a known field; Allowed: detail, error, errorCode, parameters, reason, badRequestDetail":
    status({ error: { code: "X" } }),
  "fault.body must be a string or a Uint8Array, got nothing": { type: "raw" },
  "fault.milliseconds must be a whole number from 0 to 2147483647, got number 2147483648": {
    type: "delay",
    milliseconds: 2 ** 31,
  },
  'fault.at must be one of beforeHeaders, midBody, got "end"': { type: "hang", at: "end" },
  [`${RETRY_AFTER} an object`]: { type: "rateLimited", retryAfter: new Date(NaN) },
  [`${RETRY_AFTER} "1\\r\\nA: b"`]: { type: "rateLimited", retryAfter: "1\r\nA: b" },
  [`${HEADERS} an object`]: status({ headers: { "a b": "1" } }),
  [`${HEADERS} an instance of Map`]: status({ headers: new Map([["a", "b"]]) }),
};

const WRONG_OPTIONS: Refused = {
  "options must be an object, got an instance of RegExp": /runs/,
  'options.kind must be one of api, token, revoke, got "other"': { kind: "other" },
  "options.times must be a whole number of at least 1, got number Infinity": { times: Infinity },
  'options.path must be a regular expression, got "("': { path: "(" },
  "options.path must be a regular expression, got number 1": { path: 1 },
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
        assert.throws(() => {
          check(codec, found, name);
        }, new TypeError(message));
      });
    }
  }

  it("refuses a credential without repeating it", () => {
    const path = "serviceAccounts[0].clientSecret";
    for (const [clientSecret, found] of [
      [`${SECRET} `, "a string"],
      [`${SECRET}ä`, "a string"],
      ["", "an empty string"],
      [[SECRET], "an array"],
      [undefined, "nothing"],
    ]) {
      const message = `${path} must be printable ASCII characters without white space, got ${String(found)}`;
      assert.throws(() => {
        check(scenario, { serviceAccounts: [{ clientId: "c", clientSecret }] });
      }, new TypeError(message));
    }
  });

  it("accepts what JSON does not have: dates, bytes, regular expressions, and fields that are undefined", () => {
    const faults: readonly Fault[] = [
      { type: "rateLimited", retryAfter: new Date(0) },
      { type: "raw", body: new Uint8Array(1) },
    ];
    for (const each of faults) check(fault, each, "fault");
    check(faultOptions, { times: undefined, path: /x/ }, "options");
    check(scenario, { port: undefined, faults: faults.map((fault) => ({ fault, path: /x/ })) });
    check(run, { ...RUN, run: { ...RUN.run, state: undefined }, transitions: undefined });
    check(patchOf(ID), { _id: ID, state: undefined }, "patch");
  });

  it("accepts entries that differ in part of their key, or only in it", () => {
    const others = [{ projectId: OTHER_ID }, { pipelineName: "x" }, { run: { _id: OTHER_ID } }];
    const apiKeys = ["p", "q"].map((publicKey) => ({ publicKey, privateKey: "same" }));
    const runs = [RUN, ...others.map((other) => ({ ...RUN, ...other }))];
    check(scenario, { runs, apiKeys });
  });
});
