import assert from "node:assert/strict";
import {
  examplePipelineRun,
  type Fault,
  type LocalAtlasOptions,
} from "../../../../provider/testing/index.js";
import { checkScenario } from "../../../../provider/testing/scenario/check-scenario.js";

const RUN = examplePipelineRun;
const SECRET = "very-secret";

const withRun = (fields: object): unknown => ({ runs: [{ ...RUN, run: { ...RUN.run, ...fields } }] });
const withTransition = (transition: unknown): unknown => ({ runs: [{ ...RUN, transitions: [transition] }] });
const withFault = (fault: unknown, which: object = {}): unknown => ({ faults: [{ fault, ...which }] });

const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const TYPES = "status, rateLimited, gone, raw, delay, hang, reset, truncate, drip, contentType";

const REFUSED: readonly (readonly [what: string, scenario: unknown, message: string])[] = [
  ["no object", null, "the scenario must be an object, got null"],
  ["a list", [], "the scenario must be an object, got an array"],
  ["a port beyond all", { port: 65_536 }, "port must be a whole number from 0 to 65535, got number 65536"],
  ["a port as text", { port: "27080" }, 'port must be a whole number from 0 to 65535, got "27080"'],
  ["a run for runs", { runs: RUN }, "runs must be an array, got an object"],
  ["a null for runs", { runs: null }, "runs must be an array, got null"],
  ["a text for a run", { runs: ["x"] }, "runs[0] must be an object, got a string"],
  [
    "a negative lifetime",
    { tokenLifetimeSeconds: -1 },
    "tokenLifetimeSeconds must be a number of at least 0, got number -1",
  ],
  [
    "a lifetime that is no number",
    { nonceLifetimeSeconds: NaN },
    "nonceLifetimeSeconds must be a number of at least 0, got number NaN",
  ],
  [
    "half a token",
    { maxLiveTokens: 0.5 },
    "maxLiveTokens must be a whole number of at least 0, got number 0.5",
  ],
  [
    "a project that cannot be",
    { runs: [RUN, { ...RUN, projectId: "p" }] },
    `runs[1].projectId must be ${HEX}, got "p"`,
  ],
  [
    "a pipeline without a name",
    { runs: [{ projectId: RUN.projectId, run: RUN.run }] },
    'runs[0].pipelineName must be 1 to 64 characters, none of them a space, /, \\, " or $, got nothing',
  ],
  [
    "a run that is listed twice",
    { runs: [RUN, { ...RUN, pipelineName: "weekly" }, { ...RUN, run: { _id: RUN.run._id } }] },
    "runs[2] must differ from runs[0], got the same project, pipeline and id",
  ],
  ["a run without an id", { runs: [{ ...RUN, run: {} }] }, `runs[0].run._id must be ${HEX}, got nothing`],
  ["a state that is no text", withRun({ state: 1 }), "runs[0].run.state must be a string, got number 1"],
  [
    "a state in small letters",
    withRun({ state: "done" }),
    'runs[0].run.state must be "DONE", as Atlas spells it, got "done"',
  ],
  [
    "a state between spaces",
    withRun({ state: " DONE " }),
    'runs[0].run.state must be "DONE", as Atlas spells it, got " DONE "',
  ],
  [
    "a state with a space for its underscore",
    withTransition({ afterSeconds: 1, set: { state: "in progress" } }),
    'runs[0].transitions[0].set.state must be "IN_PROGRESS", as Atlas spells it, got "in progress"',
  ],
  [
    "a state without its underscore",
    withRun({ state: "DATASETDELETED" }),
    'runs[0].run.state must be "DATASET_DELETED", as Atlas spells it, got "DATASETDELETED"',
  ],
  [
    "a phase in mixed case",
    withRun({ phase: "Snapshot" }),
    'runs[0].run.phase must be "SNAPSHOT", as Atlas spells it, got "Snapshot"',
  ],
  [
    "a frequency with a space",
    withRun({ backupFrequencyType: "ON DEMAND" }),
    'runs[0].run.backupFrequencyType must be "ON_DEMAND", as Atlas spells it, got "ON DEMAND"',
  ],
  [
    "units in small letters",
    withRun({ datasetRetentionPolicy: { units: "days", value: 1 } }),
    'runs[0].run.datasetRetentionPolicy.units must be "DAYS", as Atlas spells it, got "days"',
  ],
  [
    "a date that is none",
    withRun({ createdDate: "today" }),
    'runs[0].run.createdDate must be an RFC 3339 date and time, got "today"',
  ],
  [
    "a policy without units",
    withRun({ datasetRetentionPolicy: { value: 1 } }),
    "runs[0].run.datasetRetentionPolicy.units must be a string, got nothing",
  ],
  [
    "a count as text",
    withRun({ stats: { numDocs: "1" } }),
    'runs[0].run.stats.numDocs must be a whole number of at least 0, got "1"',
  ],
  [
    "a time that is no number",
    withTransition({ afterSeconds: "soon", set: {} }),
    'runs[0].transitions[0].afterSeconds must be a number of at least 0, got "soon"',
  ],
  [
    "a time before the start",
    withTransition({ afterSeconds: -1, set: {} }),
    "runs[0].transitions[0].afterSeconds must be a number of at least 0, got number -1",
  ],
  [
    "a time that no timer can wait",
    withTransition({ afterSeconds: 2_147_484, set: {} }),
    "runs[0].transitions[0].afterSeconds must be a number of at most 2147483, got 2147484",
  ],
  [
    "a transition of nothing",
    withTransition({ afterSeconds: 1 }),
    "runs[0].transitions[0].set must be an object, got nothing",
  ],
  [
    "a phase that is no text",
    withTransition({ afterSeconds: 1, set: { phase: null } }),
    "runs[0].transitions[0].set.phase must be a string, got null",
  ],
  ["a fault without a type", withFault({}), `faults[0].fault.type must be one of ${TYPES}, got nothing`],
  [
    "a fault of Object's own",
    withFault({ type: "constructor" }),
    `faults[0].fault.type must be one of ${TYPES}, got "constructor"`,
  ],
  [
    "a status that is none",
    withFault({ type: "status", status: 99 }),
    "faults[0].fault.status must be a whole number from 200 to 599, got number 99",
  ],
  [
    "a delay for ever",
    withFault({ type: "delay", milliseconds: 2 ** 31 }),
    "faults[0].fault.milliseconds must be a whole number from 0 to 2147483647, got number 2147483648",
  ],
  [
    "a hang at no point",
    withFault({ type: "hang", at: "end" }),
    'faults[0].fault.at must be one of beforeHeaders, midBody, got "end"',
  ],
  [
    "two headers in one",
    withFault({ type: "rateLimited", retryAfter: "1\r\nA: b" }),
    'faults[0].fault.retryAfter must be a text that can be sent in a header, got "1\\r\\nA: b"',
  ],
  [
    "a name that no header has",
    withFault({ type: "raw", body: "", headers: { "a b": "1" } }),
    'faults[0].fault.headers["a b"] is not a name that a header can have',
  ],
  [
    "times that are none",
    withFault({ type: "gone" }, { times: 0 }),
    "faults[0].times must be a whole number of at least 1, got number 0",
  ],
  [
    "infinite times",
    withFault({ type: "gone" }, { times: Infinity }),
    "faults[0].times must be a whole number of at least 1, got number Infinity",
  ],
  [
    "a kind that is none",
    withFault({ type: "gone" }, { kind: "other" }),
    'faults[0].kind must be one of api, token, revoke, got "other"',
  ],
  [
    "a path that is no pattern",
    withFault({ type: "gone" }, { path: "(" }),
    'faults[0].path must be a regular expression, got "("',
  ],
];

const UNKNOWN: readonly (readonly [scenario: unknown, path: string, allowed: string])[] = [
  [{ run: [] }, "run", "port, tls, runs, "],
  [JSON.parse('{"__proto__": {}}'), "__proto__", "port, tls, runs, "],
  [{ "to run": [] }, '["to run"]', "port, tls, runs, "],
  [
    { apiKeys: [{ publicKey: "p", privateKey: SECRET, secret: SECRET }] },
    "apiKeys[0].secret",
    "publicKey, privateKey, roles",
  ],
  [{ runs: [{ ...RUN, transition: [] }] }, "runs[0].transition", "projectId, pipelineName, run, transitions"],
  [withRun({ sate: "DONE" }), "runs[0].run.sate", "_id, backupFrequencyType, "],
  [
    withTransition({ afterSeconds: 1, set: { _id: RUN.run._id } }),
    "runs[0].transitions[0].set._id",
    "backupFrequencyType, ",
  ],
  [withFault({ type: "gone", status: 410 }), "faults[0].fault.status", "type"],
  [withFault({ type: "gone" }, { time: 1 }), "faults[0].time", "fault, times, kind, path"],
];

describe("checkScenario", () => {
  const FAULTS: readonly Fault[] = [
    {
      type: "status",
      status: 503,
      error: { detail: "d", parameters: [1] },
      retryAfter: 1,
      headers: { a: "b" },
    },
    { type: "rateLimited", retryAfter: new Date(0) },
    { type: "gone" },
    { type: "raw", body: new Uint8Array(1), status: 200, contentType: "text/html" },
    { type: "delay", milliseconds: 0 },
    { type: "hang", at: "midBody" },
    { type: "reset" },
    { type: "truncate", framing: "chunked" },
    { type: "drip", millisecondsPerByte: 1 },
    { type: "contentType", contentType: "text/plain" },
  ];

  it("accepts every option there is", () => {
    const whole: Required<LocalAtlasOptions> = {
      port: 0,
      tls: { key: "k", cert: "c" },
      runs: [
        RUN,
        {
          ...RUN,
          pipelineName: "weekly",
          transitions: [{ afterSeconds: 0.5, set: { state: "NEW", stats: {} } }],
        },
      ],
      apiKeys: [{ publicKey: "p", privateKey: "q", roles: [] }],
      serviceAccounts: [{ clientId: "c", clientSecret: "s" }],
      accessTokens: [{ token: "t", roles: ["ORG_OWNER"] }],
      faults: FAULTS.map((fault) => ({ fault, times: 2, kind: "token", path: /x/ })),
      nonceLifetimeSeconds: 0,
      tokenLifetimeSeconds: 0.5,
      maxLiveTokens: 0,
    };
    checkScenario(whole);
  });

  it("accepts a state, a phase, a frequency and units that Atlas does not document", () => {
    const datasetRetentionPolicy = { units: "years", value: 1 };
    for (const state of ["ARCHIVED", "done2", "", "_"]) {
      checkScenario(
        withRun({ state, phase: "Upload", backupFrequencyType: "yearly2", datasetRetentionPolicy }),
      );
    }
  });

  it("accepts none", () => {
    checkScenario({});
  });

  for (const [what, scenario, message] of REFUSED) {
    it(`refuses ${what}`, () => {
      assert.throws(() => {
        checkScenario(scenario);
      }, new TypeError(message));
    });
  }

  for (const [scenario, path, allowed] of UNKNOWN) {
    it(`refuses the unknown field ${path}`, () => {
      assert.throws(
        () => {
          checkScenario(scenario);
        },
        (error: Error) =>
          error.message.startsWith(`${path} is not a field that is known here, allowed are ${allowed}`),
      );
    });
  }

  it("accepts runs that differ in their project, their pipeline or their id only", () => {
    const projectId = "0123456789abcdef01234567";
    checkScenario({
      runs: [RUN, { ...RUN, projectId }, { ...RUN, pipelineName: "x" }, { ...RUN, run: { _id: projectId } }],
    });
  });
});
