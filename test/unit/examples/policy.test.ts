import assert from "node:assert/strict";
import { type RunProperties, UNKNOWN } from "../../../examples/policy/policies.js";
import { findRuns, RUN_TYPE, type StackResource } from "../../../examples/policy/runs.js";

const PROJECT = "32b6e34b3d91647abb20e7b8";
const RUN = "65a0c1f2e4b0a1b2c3d4e5f6";
const ID = `${PROJECT}/nightly/${RUN}`;
const PROPS = { projectId: PROJECT, pipelineName: "nightly", pipelineRunId: RUN, state: "DONE" };

describe("example policies", () => {
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
      const single = { id: ID.replace("nightly", "weekly"), state: "DONE", scheduledDeletionDate: "x" };
      assert.deepEqual(runs(stack({ all: { results }, ...single })), [single, ...results]);
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
      const run = withUnknown({ id: ID, state: "DONE" }, "createdDate");
      const outputs = withUnknown({ run }, "later");
      assert.deepEqual(runs(stack({ a: withUnknown({ state: "DONE" }, "id"), outputs })), [
        { id: ID, state: "DONE", createdDate: UNKNOWN },
      ]);
    });
  });
});
