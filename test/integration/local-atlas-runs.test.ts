import assert from "node:assert/strict";
import {
  examplePipelineRun,
  startLocalAtlas,
  type LocalAtlas,
  type LocalRun,
  type PipelineRunBody,
} from "../../provider/testing/index.js";
import { read, runPath, TOKEN } from "../helpers/local-atlas-client.js";

const RUN = examplePipelineRun;
const { projectId, pipelineName, run } = RUN;
const RUN_ID = run._id;

type Refused = readonly (readonly [what: string, found: unknown, message: string | RegExp])[];

const matching = (message: string | RegExp): object => ({ name: "TypeError", message });

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

describe("the run that a local Atlas gets", () => {
  let atlas: LocalAtlas;

  before(async () => {
    atlas = await startLocalAtlas({ runs: [RUN], accessTokens: [{ token: TOKEN }] });
  });

  after(() => atlas.close());

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
