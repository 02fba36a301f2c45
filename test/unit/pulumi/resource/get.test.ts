import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DataLakePipelineRun } from "../../../../provider/index.js";
import { PROVIDER_TEXT } from "../../../../provider/pulumi/resource/inputs.js";
import { ID, REF } from "../../../helpers/responses.js";
import { useMocks, Thing, valueOf } from "../../../helpers/mocks.js";

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

  it("reads by the id alone, also by one that is an output, and keeps the other options", async () => {
    const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
    await valueOf(parent.urn);
    for (const id of [ID, pulumi.output(ID)]) {
      mocks.resources.length = 0;
      const run = DataLakePipelineRun.get("nightly", id, { parent });
      assert.ok(run instanceof DataLakePipelineRun);
      assert.equal(await valueOf(run.id), ID);
      assert.equal(await valueOf(run.urn), `urn:pulumi:stack::project::test:index:Parent$${TYPE}::nightly`);
      assert.deepEqual(mocks.resources, [READ]);
    }
  });
});

describe("DataLakePipelineRun.isInstance", () => {
  useMocks(false);

  it("accepts its own objects, and those of another copy of the package", () => {
    const other = new Thing(TYPE, "nightly", {}, { id: ID });
    assert.equal(other instanceof DataLakePipelineRun, false);
    for (const run of [new DataLakePipelineRun("a", REF), DataLakePipelineRun.get("b", ID), other])
      assert.equal(DataLakePipelineRun.isInstance(run), true);
  });

  it("refuses any other value", () => {
    const other = new Thing("test:index:Thing", "thing");
    for (const value of [other, { __pulumiType: TYPE }, {}, TYPE, null, undefined]) {
      assert.equal(DataLakePipelineRun.isInstance(value), false);
    }
  });
});
