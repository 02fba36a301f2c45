import { examplePipelineRun } from "../../../../provider/testing/index.js";
import { check } from "../../../../provider/testing/scenario/problems.js";
import { patchOf, run, runs } from "../../../../provider/testing/scenario/runs.js";
import { itRefuses } from "../../../helpers/refusal.js";

const RUN = examplePipelineRun;
const OTHER_ID = "0123456789abcdef01234567";
const HEX = "24 lower-case hexadecimal digits (0-9, a-f)";
const SECONDS = "transitions[0].afterSeconds must be a number from 0 to 2147483, got";
const BODY_FIELDS =
  "_id, backupFrequencyType, createdDate, datasetName, datasetRetentionPolicy, groupId, lastUpdatedDate, phase, " +
  "pipelineId, scheduledDeletionDate, snapshotId, state, stats";

const withRun = (fields: object): unknown => ({ ...RUN, run: { ...RUN.run, ...fields } });
const withTransition = (transition: unknown): unknown => ({ ...RUN, transitions: [transition] });

describe("the check of a run", () => {
  it("accepts a transition in part of a second, and fields that are undefined", () => {
    check(run, withTransition({ afterSeconds: 0.5, set: { state: "DONE", stats: {} } }), "the run");
    check(run, { ...RUN, run: { ...RUN.run, state: undefined }, transitions: undefined }, "the run");
  });

  it("accepts a state, a phase, a frequency and units that Atlas does not document", () => {
    const datasetRetentionPolicy = { units: "years", value: 1 };
    for (const state of ["ARCHIVED", "done2", "", "_"]) {
      const fields = { state, phase: "Upload", backupFrequencyType: "yearly2", datasetRetentionPolicy };
      check(run, withRun(fields), "the run");
    }
  });

  itRefuses(run, "the run", {
    "the run must be an object, got nothing": undefined,
    "_id is not a known field; Allowed: projectId, pipelineName, run, transitions": RUN.run,
    "run must be an object, got nothing": { projectId: RUN.projectId, pipelineName: "a" },
    [`projectId must be ${HEX}, got "${"A".repeat(24)}"`]: { ...RUN, projectId: "A".repeat(24) },
    'pipelineName must be 1 to 64 characters, none of them a space, /, \\, " or $, got "a b"': {
      ...RUN,
      pipelineName: "a b",
    },
    [`run._id must be ${HEX}, got nothing`]: { ...RUN, run: {} },
    [`run.sate is not a known field: did you mean state? Allowed: ${BODY_FIELDS}`]: withRun({ sate: "DONE" }),
    "run.state must be a string, got number 1": withRun({ state: 1 }),
    'run.state must be "DONE", as Atlas spells it, got "done"': withRun({ state: "done" }),
    'run.state must be "DONE", as Atlas spells it, got " DONE "': withRun({ state: " DONE " }),
    'run.state must be "DATASET_DELETED", as Atlas spells it, got "DATASETDELETED"': withRun({
      state: "DATASETDELETED",
    }),
    'run.phase must be "SNAPSHOT", as Atlas spells it, got "Snapshot"': withRun({ phase: "Snapshot" }),
    'run.backupFrequencyType must be "ON_DEMAND", as Atlas spells it, got "ON DEMAND"': withRun({
      backupFrequencyType: "ON DEMAND",
    }),
    'run.datasetRetentionPolicy.units must be "DAYS", as Atlas spells it, got "days"': withRun({
      datasetRetentionPolicy: { units: "days", value: 1 },
    }),
    "run.datasetRetentionPolicy.units must be a string, got nothing": withRun({
      datasetRetentionPolicy: { value: 1 },
    }),
    'run.createdDate must be an RFC 3339 date and time, got "today"': withRun({ createdDate: "today" }),
    'run.stats.numDocs must be a whole number of at least 0, got "1"': withRun({ stats: { numDocs: "1" } }),
    "transitions must be an array, got an object": { ...RUN, transitions: {} },
    [`${SECONDS} "soon"`]: withTransition({ afterSeconds: "soon", set: {} }),
    [`${SECONDS} number -1`]: withTransition({ afterSeconds: -1, set: {} }),
    [`${SECONDS} number 2147484`]: withTransition({ afterSeconds: 2_147_484, set: {} }),
    "transitions[0].set must be an object, got nothing": withTransition({ afterSeconds: 1 }),
    'transitions[0].set.state must be "IN_PROGRESS", as Atlas spells it, got "in progress"': withTransition({
      afterSeconds: 1,
      set: { state: "in progress" },
    }),
    [`transitions[0].set._id is not a known field; Allowed: ${BODY_FIELDS.replace("_id, ", "")}`]:
      withTransition({ afterSeconds: 1, set: { _id: OTHER_ID } }),
  });
});

describe("the check of a list of runs", () => {
  it("accepts runs that differ in their project, their pipeline or their id only", () => {
    const others = [{ projectId: OTHER_ID }, { pipelineName: "x" }, { run: { _id: OTHER_ID } }];
    check(runs, [RUN, ...others.map((other) => ({ ...RUN, ...other }))], "runs");
  });

  itRefuses(runs, "runs", {
    "runs[2] must differ from runs[0], got the same project, pipeline and id": [
      RUN,
      { ...RUN, pipelineName: "weekly" },
      { ...RUN, run: { _id: RUN.run._id } },
    ],
  });
});

describe("the check of a patch", () => {
  const id = RUN.run._id;
  const patch = patchOf(id);

  it("accepts the id of the run itself, and a field that is undefined", () => {
    check(patch, { _id: id, state: undefined }, "patch");
  });

  itRefuses(patch, "patch", {
    "patch must be an object, got nothing": undefined,
    [`patch.sate is not a known field: did you mean state? Allowed: ${BODY_FIELDS}`]: { sate: undefined },
    "patch.state must be a string, got null": { state: null },
    "patch.stats.numDocs must be a whole number of at least 0, got a bigint": { stats: { numDocs: 1n } },
    [`patch._id must be left out or "${id}", the id of the run, got "${OTHER_ID}"`]: { _id: OTHER_ID },
  });
});
