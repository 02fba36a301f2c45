import assert from "node:assert/strict";
import { PipelineRunBody } from "../../../provider/atlas/codec/pipeline-run.js";
import { OPTIONAL_FIELDS, absentIfNull, withNulls } from "../../../provider/run/optional-fields.js";

const REF = {
  projectId: "32b6e34b3d91647abb20e7b8",
  pipelineName: "nightly",
  pipelineRunId: "0123456789abcdef01234567",
};
const NULLS = {
  pipelineId: null,
  snapshotId: null,
  datasetName: null,
  state: null,
  phase: null,
  backupFrequencyType: null,
  createdDate: null,
  lastUpdatedDate: null,
  scheduledDeletionDate: null,
  datasetRetentionPolicy: null,
  stats: null,
};

describe("the fields of a run that Atlas may leave out", () => {
  it("are all that are documented, besides those that name the run", () => {
    const documented = Object.keys(PipelineRunBody.props).filter(
      (name) => name !== "_id" && name !== "groupId",
    );
    assert.deepEqual([...OPTIONAL_FIELDS].sort(), documented.sort());
    assert.deepEqual(OPTIONAL_FIELDS, Object.keys(NULLS));
  });
});

describe("withNulls", () => {
  it("has a null for each field that is left out", () => {
    assert.deepEqual(withNulls(REF), { ...NULLS, ...REF });
  });

  it("keeps each field that is there, a falsy one as well", () => {
    const fields = { ...REF, datasetName: "", state: "DONE", stats: { numDocs: 0 } };
    assert.deepEqual(withNulls(fields), { ...NULLS, ...fields });
  });

  it("gives a new object, and leaves the fields as they were", () => {
    const fields = Object.freeze({ ...REF });
    assert.notEqual(withNulls(fields), withNulls(fields));
    assert.deepEqual(fields, REF);
  });
});

describe("absentIfNull", () => {
  it("makes undefined of null", () => {
    assert.equal(absentIfNull(null), undefined);
  });

  it("keeps any other value", () => {
    const stats = { numDocs: 0 };
    assert.equal(absentIfNull(stats), stats);
    for (const value of ["", 0, false, undefined]) assert.equal(absentIfNull(value), value);
  });
});
