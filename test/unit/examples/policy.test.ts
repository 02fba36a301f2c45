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
const NOW = new Date("2025-06-15T12:00:00Z");

describe("example policies", () => {
  describe("stateViolation", () => {
    const violation = (state: unknown): string | undefined => stateViolation({ id: ID, state });

    it("allows DONE, and a state that is not known yet", () => {
      assert.equal(violation("DONE"), undefined);
      assert.equal(violation(UNKNOWN), undefined);
    });

    for (const state of ["PENDING", "IN_PROGRESS"]) {
      it(`denies ${state}, which may pass`, () => {
        assert.equal(
          violation(state),
          `${NAME} is ${state}, and only DONE is allowed: wait for it, or use a run that is DONE`,
        );
      });
    }

    for (const state of ["FAILED", "DATASET_DELETED", "PAUSED", "done", ""]) {
      it(`denies "${state}"`, () => {
        assert.equal(
          violation(state),
          `${NAME} is ${state}, and only DONE is allowed: use a run that is DONE`,
        );
      });
    }

    it("denies a run without a state", () => {
      const message = `${NAME} has no state, and only DONE is allowed: use a run that is DONE`;
      assert.equal(stateViolation({ id: ID }), message);
      assert.equal(violation(null), message);
    });
  });

  describe("ageViolation", () => {
    const violation = (createdDate: unknown, max = 30): string | undefined =>
      ageViolation({ id: ID, createdDate }, NOW, max);

    it("allows a dataset of exactly the allowed age, a younger one, and one of the future", () => {
      for (const date of ["2025-05-16T12:00:00Z", "2025-06-15T11:00:00Z", "2025-06-15T12:00:01Z"]) {
        assert.equal(violation(date), undefined);
      }
    });

    it("denies a dataset that is one second older", () => {
      assert.equal(
        violation("2025-05-16T11:59:59Z"),
        `${NAME} was created at 2025-05-16T11:59:59Z, 30.1 days ago, and at most 30 days are allowed: ` +
          "use a newer run, or raise maxAgeDays",
      );
    });

    it("takes the limit and the zone of the date into account", () => {
      assert.equal(violation("2025-06-14T14:00:00+02:00", 1), undefined);
      assert.equal(
        violation("2025-06-14T12:00:00+02:00", 1),
        `${NAME} was created at 2025-06-14T12:00:00+02:00, 1.1 days ago, and at most 1 day are allowed: ` +
          "use a newer run, or raise maxAgeDays",
      );
    });

    it("says nothing without a date, and denies what is no date", () => {
      assert.equal(ageViolation({ id: ID }, NOW, 30), undefined);
      assert.equal(violation(UNKNOWN), undefined);
      assert.equal(
        violation("yesterday"),
        `${NAME} has the createdDate "yesterday", which is no date: only a date can be checked`,
      );
    });
  });

  describe("deletionViolation", () => {
    const violation = (scheduledDeletionDate: unknown, min = 2): string | undefined =>
      deletionViolation({ id: ID, scheduledDeletionDate }, NOW, min);

    it("allows a dataset with exactly the days left, or with more", () => {
      assert.equal(violation("2025-06-17T12:00:00Z"), undefined);
      assert.equal(violation("2026-06-17T12:00:00Z"), undefined);
    });

    it("denies a dataset with one second less left", () => {
      assert.equal(
        violation("2025-06-17T11:59:59Z"),
        `the dataset of ${NAME} is to be deleted at 2025-06-17T11:59:59Z, in 1.9 days, and at least 2 days must be ` +
          "left: use a newer run, keep datasets longer, or lower minDaysLeft",
      );
    });

    it("denies a deletion of the past, whatever the limit", () => {
      assert.equal(
        violation("2025-06-14T12:00:00Z", 0),
        `the dataset of ${NAME} was to be deleted at 2025-06-14T12:00:00Z, 1 day ago, and at least 0 days must be ` +
          "left: use a newer run, or keep datasets longer",
      );
      assert.notEqual(violation(NOW.toISOString(), 0), undefined);
      assert.equal(violation("2025-06-15T12:00:01Z", 0), undefined);
    });

    it("says nothing without a date, and denies what is no date", () => {
      assert.equal(deletionViolation({ id: ID }, NOW, 2), undefined);
      assert.equal(violation(UNKNOWN), undefined);
      assert.equal(
        violation("soon"),
        `${NAME} has the scheduledDeletionDate "soon", which is no date: only a date can be checked`,
      );
    });
  });

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
      const props = {
        projectId: PROJECT,
        pipelineName: "nightly",
        pipelineRunId: RUN,
        state: "DONE",
        phase: "EXPORT",
      };
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
      const other = ID.replace("nightly", "hourly");
      assert.deepEqual(
        runs(
          stack({
            all: {
              results: [
                { id: ID, state: "DONE" },
                { id: other, state: "FAILED" },
              ],
            },
          }),
        ),
        [
          { id: ID, state: "DONE" },
          { id: other, state: "FAILED" },
        ],
      );
      assert.deepEqual(runs(stack({ id: ID, state: "DONE", scheduledDeletionDate: "x" })), [
        { id: ID, state: "DONE", scheduledDeletionDate: "x" },
      ]);
    });

    it("finds a run that is both in the stack and among its outputs once", () => {
      const props = { projectId: PROJECT, pipelineName: "nightly", pipelineRunId: RUN, state: "DONE" };
      const resource = { type: RUN_TYPE, urn: runUrn("a"), props };
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
