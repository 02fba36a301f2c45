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
const CREDENTIAL = "serviceAccounts[0].clientSecret must be printable ASCII characters without white space";

/** The beginning of the message for each wrong value. `schema.test.ts` has the values that are wrong. */
type Refused = Readonly<Record<string, unknown>>;
const runWith = (fields: object): unknown => ({ ...RUN, run: { ...RUN.run, ...fields } });
const withSecret = (clientSecret: unknown): unknown => ({
  serviceAccounts: [{ clientId: "c", clientSecret }],
});
const raw = { type: "raw", body: "" };

const SCENARIOS: Refused = {
  "the options must be an object, got null": null,
  "run is not a known field: did you mean runs? Allowed: port, tls, runs, ": { run: [] },
  '["to run"] is not a known field; Allowed: port, ': { "to run": [] },
  "port must be a whole number from 0 to 65535, got number 65536": { port: 65_536 },
  "nonceLifetimeSeconds must be a number of at least 0, got number NaN": { nonceLifetimeSeconds: NaN },
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
  [`${CREDENTIAL}, got a number`]: withSecret(12_345),
  [`${CREDENTIAL}, got nothing`]: withSecret(undefined),
};

const RUNS: Refused = {
  'projectId must be 24 lower-case hexadecimal digits (0-9, a-f), got "x"': { ...RUN, projectId: "x" },
  "pipelineName must be 1 to 64 characters, none of them a space, ": { ...RUN, pipelineName: "a b" },
  "run.state must be a string, got number 1": runWith({ state: 1 }),
  'run.phase must be "EXPORT", as Atlas spells it, got " export"': runWith({ phase: " export" }),
  'run.createdDate must be an RFC 3339 date and time, got "today"': runWith({ createdDate: "today" }),
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
  "fault.retryAfter must be a number of seconds, ": { type: "rateLimited", retryAfter: new Date(NaN) },
  "fault.headers must be an object of texts ": { ...raw, headers: { "a b": "1" } },
  "fault.headers must be an object of texts that can be sent in headers, by their names, got an instance of Map":
    { ...raw, headers: new Map() },
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
  const rows = CHECKS.flatMap(([codec, name, refused]) =>
    Object.entries(refused).map(
      ([message, found]) =>
        [
          message,
          () => {
            check(codec, found, name);
          },
        ] as const,
    ),
  );
  for (const [message, refuse] of rows) {
    it(`refuses a value: ${message}`, () => {
      assert.throws(
        refuse,
        (error: unknown) => error instanceof TypeError && error.message.startsWith(message),
      );
    });
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
