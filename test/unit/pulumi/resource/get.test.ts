import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DataLakePipelineRun } from "../../../../provider/index.js";
import { PROVIDER_TEXT } from "../../../../provider/pulumi/resource/provider-text.js";
import { FIELDS, ID, REF } from "../../../helpers/responses.js";
import { useMocks, Thing, unknownOutput, valueOf } from "../../../helpers/mocks.js";

const TYPE = "pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun";
const READ = {
  type: TYPE,
  name: "nightly",
  inputs: { __provider: PROVIDER_TEXT },
  provider: "",
  custom: true,
  id: ID,
};

describe("DataLakePipelineRun.get", () => {
  const mocks = useMocks(false);

  it("reads by the id alone", async () => {
    const run = DataLakePipelineRun.get("nightly", ID);
    assert.ok(run instanceof DataLakePipelineRun);
    assert.equal(await valueOf(run.id), ID);
    assert.deepEqual(mocks.resources, [READ]);
  });

  it("reads by an id that is an output", async () => {
    const run = DataLakePipelineRun.get("nightly", pulumi.output(ID));
    assert.equal(await valueOf(run.id), ID);
    assert.deepEqual(mocks.resources, [READ]);
  });

  it("has the names of the run and its fields as outputs", async () => {
    mocks.state = { ...REF, ...FIELDS };
    const run = DataLakePipelineRun.get("nightly", ID);
    assert.equal(await valueOf(run.projectId), REF.projectId);
    assert.equal(await valueOf(run.pipelineName), REF.pipelineName);
    assert.equal(await valueOf(run.pipelineRunId), REF.pipelineRunId);
    assert.equal(await valueOf(run.snapshotId), FIELDS.snapshotId);
    assert.deepEqual(await valueOf(run.stats), FIELDS.stats);
  });

  it("keeps the other options", async () => {
    const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
    const run = DataLakePipelineRun.get("nightly", ID, { parent });
    assert.equal(await valueOf(run.urn), `urn:pulumi:stack::project::test:index:Parent$${TYPE}::nightly`);
  });

  it("skips the read while the id is not known", async () => {
    await mocks.install(true);
    await valueOf(DataLakePipelineRun.get("nightly", unknownOutput()).urn);
    assert.equal(mocks.resources.find(({ type }) => type === TYPE)?.id, pulumi.runtime.unknownValue);
  });
});

describe("DataLakePipelineRun.isInstance", () => {
  useMocks(false);

  it("accepts its own objects", () => {
    assert.equal(DataLakePipelineRun.isInstance(new DataLakePipelineRun("nightly", REF)), true);
    assert.equal(DataLakePipelineRun.isInstance(DataLakePipelineRun.get("nightly", ID)), true);
  });

  it("accepts objects of another copy of the package", () => {
    const other = new Thing(TYPE, "nightly", {}, { id: ID });
    assert.equal(other instanceof DataLakePipelineRun, false);
    assert.equal(DataLakePipelineRun.isInstance(other), true);
  });

  it("refuses any other value", () => {
    const other = new Thing("test:index:Thing", "thing");
    for (const value of [other, { __pulumiType: TYPE }, {}, TYPE, null, undefined]) {
      assert.equal(DataLakePipelineRun.isInstance(value), false);
    }
  });
});
