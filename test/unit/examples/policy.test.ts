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
  type Checks = readonly (readonly [limit: number, value: unknown, problem?: string])[];
  const denied = (problem: string): string => `${NAME} ${problem}, and only DONE is allowed: `;
  const USE = "use a run that is DONE";
  const STATES: Checks = [
    [0, "DONE"],
    [0, UNKNOWN],
    // They may pass.
    [0, "PENDING", `${denied("is PENDING")}wait for it, or ${USE}`],
    [0, "IN_PROGRESS", `${denied("is IN_PROGRESS")}wait for it, or ${USE}`],
    [0, "FAILED", denied("is FAILED") + USE],
    [0, "done", denied("is done") + USE],
    [0, null, denied("has no state") + USE],
    [0, undefined, denied("has no state") + USE],
  ];

  const older = (date: string, age: string, limit: string): string =>
    `${NAME} was created at ${date}, ${age}, and at most ${limit} are allowed: use a newer run, or raise maxAgeDays`;
  const noDate = (field: string): string =>
    `${NAME} has the ${field} "soon", which is no date: only a date can be checked`;
  const AGES: Checks = [
    [30, "2025-05-16T12:00:00Z"],
    [30, "2025-06-15T12:00:01Z"],
    [30, "2025-05-16T11:59:59Z", older("2025-05-16T11:59:59Z", "30.1 days ago", "30 days")],
    [1, "2025-06-14T14:00:00+02:00"],
    [1, "2025-06-14T12:00:00+02:00", older("2025-06-14T12:00:00+02:00", "1.1 days ago", "1 day")],
    [30, undefined],
    [30, UNKNOWN],
    [30, "soon", noDate("createdDate")],
  ];

  const deleted = (when: string, limit: string): string =>
    `the dataset of ${NAME} ${when}, and at least ${limit} must be left: use a newer run, `;
  const near = deleted("is to be deleted at 2025-06-17T11:59:59Z, in 1.9 days", "2 days");
  const gone = (date: string, ago: string): string =>
    `${deleted(`was to be deleted at ${date}, ${ago} ago`, "0 days")}or keep datasets longer`;
  const DELETIONS: Checks = [
    [2, "2025-06-17T12:00:00Z"],
    [2, "2025-06-17T11:59:59Z", `${near}keep datasets longer, or lower minDaysLeft`],
    // A deletion of the past is denied, whatever the limit.
    [0, "2025-06-14T12:00:00Z", gone("2025-06-14T12:00:00Z", "1 day")],
    [0, "2025-06-15T12:00:00Z", gone("2025-06-15T12:00:00Z", "0 days")],
    [0, "2025-06-15T12:00:01Z"],
    [2, undefined],
    [2, UNKNOWN],
    [2, "soon", noDate("scheduledDeletionDate")],
  ];

  type Check = (run: RunProperties, limit: number) => string | undefined;
  const POLICIES: readonly (readonly [name: string, field: string, check: Check, checks: Checks])[] = [
    ["stateViolation", "state", stateViolation, STATES],
    ["ageViolation", "createdDate", (run, max) => ageViolation(run, NOW, max), AGES],
    ["deletionViolation", "scheduledDeletionDate", (run, min) => deletionViolation(run, NOW, min), DELETIONS],
  ];
  for (const [name, field, check, checks] of POLICIES) {
    for (const [limit, value, problem] of checks) {
      it(`${name} ${problem === undefined ? "allows" : "denies"} ${String(value)} with the limit ${limit}`, () => {
        const run = value === undefined ? { id: ID } : { id: ID, [field]: value };
        assert.equal(check(run, limit), problem);
      });
    }
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
      const urn = "urn:pulumi:dev::app::aws:s3/bucket:Bucket::b";
      for (const output of [ID, { id: ID }, { id: "a/b/c", state: "DONE" }, { id: ID, urn }, null, 7]) {
        assert.deepEqual(runs(stack({ output })), []);
      }
      assert.deepEqual(runs({ type: "aws:s3/bucket:Bucket", urn, props: { id: ID, state: "DONE" } }), []);
    });

    it("passes over what is not known yet, and still sees the rest", () => {
      const known = { id: ID, state: "DONE" };
      const outputs = withUnknown({ run: withUnknown(known, "createdDate") }, "later");
      assert.deepEqual(runs(stack({ a: withUnknown({ state: "DONE" }, "id"), ...{ outputs } })), [
        { ...known, createdDate: UNKNOWN },
      ]);
    });
  });
});
