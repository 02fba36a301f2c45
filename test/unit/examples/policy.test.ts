import assert from "node:assert/strict";
import {
  ageViolation,
  deletionViolation,
  type RunProperties,
  stateViolation,
  UNKNOWN,
} from "../../../examples/policy/policies.js";
import { findRuns, RUN_TYPE, type StackResource } from "../../../examples/policy/runs.js";

const PROJECT = "32b6e34b3d91647abb20e7b8";
const RUN = "65a0c1f2e4b0a1b2c3d4e5f6";
const ID = `${PROJECT}/nightly/${RUN}`;
const NAME = `Data Lake Pipeline run ${RUN} of pipeline "nightly" in project ${PROJECT}`;
const PROPS = { projectId: PROJECT, pipelineName: "nightly", pipelineRunId: RUN, state: "DONE" };
const NOW = new Date("2025-06-15T12:00:00Z");

describe("example policies", () => {
  const USE = "use a run that is DONE";
  const STATES: readonly (readonly [state: unknown, problem: string | undefined])[] = [
    ["DONE", undefined],
    [UNKNOWN, undefined],
    // They may pass.
    ["PENDING", `is PENDING, and only DONE is allowed: wait for it, or ${USE}`],
    ["IN_PROGRESS", `is IN_PROGRESS, and only DONE is allowed: wait for it, or ${USE}`],
    ["FAILED", `is FAILED, and only DONE is allowed: ${USE}`],
    ["DATASET_DELETED", `is DATASET_DELETED, and only DONE is allowed: ${USE}`],
    ["PAUSED", `is PAUSED, and only DONE is allowed: ${USE}`],
    ["done", `is done, and only DONE is allowed: ${USE}`],
    ["", `is , and only DONE is allowed: ${USE}`],
    [null, `has no state, and only DONE is allowed: ${USE}`],
    [undefined, `has no state, and only DONE is allowed: ${USE}`],
  ];
  for (const [state, problem] of STATES) {
    it(`stateViolation ${problem === undefined ? "allows" : "denies"} the state ${String(state)}`, () => {
      const run = state === undefined ? { id: ID } : { id: ID, state };
      assert.equal(stateViolation(run), problem && `${NAME} ${problem}`);
    });
  }

  const older = (date: string, age: string, limit: string): string =>
    `${NAME} was created at ${date}, ${age}, and at most ${limit} are allowed: use a newer run, or raise maxAgeDays`;
  const AGES: readonly (readonly [createdDate: unknown, max: number, problem: string | undefined])[] = [
    // The allowed age to the second, a younger dataset, and one of the future.
    ["2025-05-16T12:00:00Z", 30, undefined],
    ["2025-06-15T11:00:00Z", 30, undefined],
    ["2025-06-15T12:00:01Z", 30, undefined],
    ["2025-05-16T11:59:59Z", 30, older("2025-05-16T11:59:59Z", "30.1 days ago", "30 days")],
    ["2025-06-14T14:00:00+02:00", 1, undefined],
    ["2025-06-14T12:00:00+02:00", 1, older("2025-06-14T12:00:00+02:00", "1.1 days ago", "1 day")],
    [undefined, 30, undefined],
    [UNKNOWN, 30, undefined],
    [
      "yesterday",
      30,
      `${NAME} has the createdDate "yesterday", which is no date: only a date can be checked`,
    ],
  ];
  for (const [createdDate, max, problem] of AGES) {
    const verb = problem === undefined ? "allows" : "denies";
    it(`ageViolation ${verb} ${String(createdDate)} where ${max} days are allowed`, () => {
      const run = createdDate === undefined ? { id: ID } : { id: ID, createdDate };
      assert.equal(ageViolation(run, NOW, max), problem);
    });
  }

  const deleted = (when: string, limit: string): string =>
    `the dataset of ${NAME} ${when}, and at least ${limit} must be left: use a newer run, `;
  const DELETIONS: readonly (readonly [date: unknown, min: number, problem: string | undefined])[] = [
    ["2025-06-17T12:00:00Z", 2, undefined],
    ["2026-06-17T12:00:00Z", 2, undefined],
    [
      "2025-06-17T11:59:59Z",
      2,
      `${deleted("is to be deleted at 2025-06-17T11:59:59Z, in 1.9 days", "2 days")}keep datasets longer, or lower minDaysLeft`,
    ],
    // A deletion of the past is denied, whatever the limit.
    [
      "2025-06-14T12:00:00Z",
      0,
      `${deleted("was to be deleted at 2025-06-14T12:00:00Z, 1 day ago", "0 days")}or keep datasets longer`,
    ],
    [
      "2025-06-15T12:00:00Z",
      0,
      `${deleted("was to be deleted at 2025-06-15T12:00:00Z, 0 days ago", "0 days")}or keep datasets longer`,
    ],
    ["2025-06-15T12:00:01Z", 0, undefined],
    [undefined, 2, undefined],
    [UNKNOWN, 2, undefined],
    ["soon", 2, `${NAME} has the scheduledDeletionDate "soon", which is no date: only a date can be checked`],
  ];
  for (const [scheduledDeletionDate, min, problem] of DELETIONS) {
    const verb = problem === undefined ? "allows" : "denies";
    it(`deletionViolation ${verb} ${String(scheduledDeletionDate)} where ${min} days must be left`, () => {
      const run = scheduledDeletionDate === undefined ? { id: ID } : { id: ID, scheduledDeletionDate };
      assert.equal(deletionViolation(run, NOW, min), problem);
    });
  }

  describe("findRuns", () => {
    const stackUrn = "urn:pulumi:dev::app::pulumi:pulumi:Stack::app-dev";
    const runUrn = (name: string, parent = ""): string =>
      `urn:pulumi:dev::app::${parent}${RUN_TYPE}::${name}`;
    const stack = (props: Record<string, unknown>): StackResource => ({
      type: "pulumi:pulumi:Stack",
      urn: stackUrn,
      props,
    });
    const runs = (...resources: StackResource[]): readonly RunProperties[] =>
      findRuns(resources).map(({ run }) => run);
    /** As @pulumi/policy wraps what it hands over: reading an unknown value throws. */
    const withUnknown = (known: Record<string, unknown>, ...names: string[]): Record<string, unknown> =>
      new Proxy(Object.assign(Object.fromEntries(names.map((name) => [name, "?"])), known), {
        get: (target, key) => {
          if (names.includes(String(key))) {
            throw new Error(`string value at .${String(key)} can't be known during preview`);
          }
          return target[key as string];
        },
      });

    it("finds a resource, and reports for it", () => {
      const props = { ...PROPS, phase: "EXPORT" };
      assert.deepEqual(findRuns([{ type: RUN_TYPE, urn: runUrn("a"), props }]), [
        { urn: runUrn("a"), run: { id: ID, state: "DONE" } },
      ]);
    });

    it("finds an exported resource, and reports for the stack; also one without a state", () => {
      for (const urn of [runUrn("a"), runUrn("a", "my:index:Component$")]) {
        assert.deepEqual(findRuns([stack({ run: { id: ID, urn, createdDate: "x" } })]), [
          { urn: stackUrn, run: { id: ID, createdDate: "x" } },
        ]);
      }
    });

    it("finds results of functions, in lists, and a run exported field by field", () => {
      const results = [
        { id: ID, state: "DONE" },
        { id: ID.replace("nightly", "hourly"), state: "FAILED" },
      ];
      assert.deepEqual(runs(stack({ all: { results } })), results);
      assert.deepEqual(runs(stack({ id: ID, state: "DONE", scheduledDeletionDate: "x" })), [
        { id: ID, state: "DONE", scheduledDeletionDate: "x" },
      ]);
    });

    it("finds a run that is both in the stack and among its outputs once", () => {
      const resource = { type: RUN_TYPE, urn: runUrn("a"), props: PROPS };
      const found = findRuns([stack({ run: { id: ID, urn: runUrn("a"), state: "DONE" } }), resource]);
      assert.deepEqual(
        found.map(({ urn }) => urn),
        [runUrn("a")],
      );
    });

    it("completes what one output says of a run with what another says", () => {
      const brief = { id: ID, state: "DONE" };
      const whole = { ...brief, createdDate: "2001-01-01T00:00:00Z" };
      assert.deepEqual(runs(stack({ brief, whole })), [whole]);
      assert.deepEqual(runs(stack({ whole: withUnknown(brief, "createdDate"), more: whole })), [whole]);
    });

    it("takes nothing else for a run", () => {
      const bucket = "urn:pulumi:dev::app::aws:s3/bucket:Bucket::b";
      for (const output of [
        ID,
        { id: ID },
        { id: "a/b/c", state: "DONE" },
        { id: ID, urn: bucket },
        null,
        7,
      ]) {
        assert.deepEqual(runs(stack({ output })), []);
      }
      assert.deepEqual(
        runs({ type: "aws:s3/bucket:Bucket", urn: bucket, props: { id: ID, state: "DONE" } }),
        [],
      );
    });

    it("passes over what is not known yet, and still sees the rest", () => {
      const known = { id: ID, state: "DONE" };
      const outputs = withUnknown({ run: withUnknown(known, "createdDate") }, "later");
      assert.deepEqual(runs(stack({ a: withUnknown({ state: "DONE" }, "id"), ...{ outputs } })), [
        { ...known, createdDate: UNKNOWN },
      ]);
    });

    it("does not hide other errors", () => {
      const props = {
        get run(): unknown {
          throw new Error("broken");
        },
      };
      assert.throws(() => runs(stack(props)), /^Error: broken$/);
    });
  });
});
