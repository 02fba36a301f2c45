import assert from "node:assert/strict";
import {
  examplePipelineRun,
  startLocalAtlas,
  type Fault,
  type FaultOptions,
  type LocalAtlas,
  type LocalRun,
  type PipelineRunBody,
} from "pulumi-atlas-data-lake/testing";
import { read, runPath, TOKEN } from "./local-atlas-client.js";

const TYPES = "status, rateLimited, gone, raw, delay, hang, reset, truncate, drip, contentType";
const MILLISECONDS = "a whole number from 0 to 2147483647";
const TIMES = "options.times must be a whole number of at least 1, got";

const RUN = examplePipelineRun;
const { projectId, pipelineName, run } = RUN;
const RUN_ID = run._id;

type Refused = readonly (readonly [what: string, found: unknown, message: string | RegExp])[];

const matching = (message: string | RegExp): object => ({ name: "TypeError", message });

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

const OTHER_ID = "0123456789abcdef01234567";
const PATCHES: Refused = [
  ["a missing patch", undefined, "patch must be an object, got nothing"],
  [
    "an unknown field",
    { sate: "DONE" },
    "patch.sate is not a field that is known here, allowed are _id, backupFrequencyType, createdDate, datasetName, " +
      "datasetRetentionPolicy, groupId, lastUpdatedDate, phase, pipelineId, scheduledDeletionDate, snapshotId, state, stats",
  ],
  [
    "an unknown field that is undefined",
    { sate: undefined },
    /^patch\.sate is not a field that is known here, /,
  ],
  ["a state that is not a string", { state: 1 }, "patch.state must be a string, got number 1"],
  ["a state that is null", { state: null }, "patch.state must be a string, got null"],
  [
    "a date that is not one",
    { createdDate: "today" },
    'patch.createdDate must be an RFC 3339 date and time, got "today"',
  ],
  [
    "a count that is a bigint",
    { stats: { numDocs: 1n } },
    "patch.stats.numDocs must be a whole number of at least 0, got a bigint",
  ],
  [
    "a state in small letters",
    { state: "done" },
    'patch.state must be "DONE", as Atlas spells it, got "done"',
  ],
  [
    "another id",
    { _id: OTHER_ID },
    `patch._id must be left out or "${RUN_ID}", the id of the run, got "${OTHER_ID}"`,
  ],
  [
    "an id that is not one",
    { _id: "x" },
    `patch._id must be left out or "${RUN_ID}", the id of the run, got "x"`,
  ],
];

const RUNS: Refused = [
  ["a missing run", undefined, "the run must be an object, got nothing"],
  [
    "a body without its place",
    run,
    /^_id is not a field that is known here, allowed are projectId, pipelineName, run, /,
  ],
  ["a run without a body", { projectId, pipelineName }, "run must be an object, got nothing"],
  [
    "a project id in capitals",
    { ...RUN, projectId: "A".repeat(24) },
    /^projectId must be 24 .*, got "A{24}"$/,
  ],
  [
    "a pipeline name with a space",
    { ...RUN, pipelineName: "a b" },
    /^pipelineName must be 1 to 64 characters/,
  ],
  ["a run without an id", { ...RUN, run: {} }, /^run\._id must be 24 .*, got nothing$/],
  [
    "an unknown field of the body",
    { ...RUN, run: { ...run, sate: "DONE" } },
    /^run\.sate is not a field that is known/,
  ],
  [
    "a state that is not a string",
    { ...RUN, run: { ...run, state: 1 } },
    "run.state must be a string, got number 1",
  ],
  [
    "a phase in small letters",
    { ...RUN, run: { ...run, phase: "export" } },
    'run.phase must be "EXPORT", as Atlas spells it, got "export"',
  ],
  [
    "a transition to a state in small letters",
    { ...RUN, transitions: [{ afterSeconds: 1, set: { state: "in_progress" } }] },
    'transitions[0].set.state must be "IN_PROGRESS", as Atlas spells it, got "in_progress"',
  ],
  [
    "a transition without changes",
    { ...RUN, transitions: [{ afterSeconds: 1 }] },
    "transitions[0].set must be an object, got nothing",
  ],
];

describe("the arguments of a local Atlas", () => {
  let atlas: LocalAtlas;

  before(async () => {
    atlas = await startLocalAtlas({ runs: [RUN], accessTokens: [{ token: TOKEN }] });
  });

  after(() => atlas.close());

  context("LocalAtlas.fail", () => {
    for (const [what, fault, message] of FAULTS) {
      it(`refuses ${what}`, () => {
        assert.throws(() => {
          atlas.fail(fault as Fault);
        }, matching(message));
      });
    }

    for (const [what, options, message] of OPTIONS) {
      it(`refuses ${what}`, () => {
        assert.throws(() => {
          atlas.fail({ type: "gone" }, options as FaultOptions);
        }, matching(message));
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

  context("LocalAtlas.setRun", () => {
    for (const [what, found, message] of RUNS) {
      it(`refuses ${what}`, () => {
        assert.throws(() => {
          atlas.setRun(found as LocalRun);
        }, matching(message));
      });
    }

    it("takes a field that is undefined as left out", async () => {
      atlas.setRun({
        ...RUN,
        run: { ...run, state: undefined },
        transitions: undefined,
      } as unknown as LocalRun);
      assert.ok(!("state" in (await read(atlas.baseUrl + runPath())).json));
    });
  });

  context("LocalAtlas.updateRun", () => {
    const update = (patch: unknown): void => {
      atlas.updateRun(projectId, pipelineName, RUN_ID, patch as Partial<PipelineRunBody>);
    };
    const body = async (): Promise<object> => (await read(atlas.baseUrl + runPath())).json;

    beforeEach(() => {
      atlas.setRun(RUN);
    });

    for (const [what, patch, message] of PATCHES) {
      it(`refuses ${what}`, async () => {
        assert.throws(() => {
          update(patch);
        }, matching(message));
        assert.deepEqual(await body(), run);
      });
    }

    it("accepts the id of the run itself", async () => {
      update({ _id: RUN_ID, state: "DONE" });
      assert.deepEqual(await body(), { ...run, state: "DONE" });
    });

    it("leaves a field that is undefined out of the responses, but never the id", async () => {
      update({ _id: undefined, state: undefined });
      const { state, ...rest } = run;
      assert.equal(state, "PENDING");
      assert.deepEqual(await body(), rest);
    });
  });
});
