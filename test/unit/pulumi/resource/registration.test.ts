import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { DataLakePipelineRun } from "../../../../provider/index.js";
import { FIELDS, ID, REF } from "../../../helpers/responses.js";
import { useMocks, unknownOutput, valueOf } from "../../../helpers/mocks.js";

const TYPE = "pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun";
const PROVIDER =
  'exports.handler=()=>require("module").createRequire(process.cwd()+"/")' +
  '("pulumi-atlas-data-lake/provider").createProvider()';

const REGISTERED = {
  type: TYPE,
  name: "nightly",
  inputs: { ...REF, __provider: PROVIDER },
  provider: "",
  custom: true,
  id: ID,
};

describe("DataLakePipelineRun, registered with the engine", () => {
  const mocks = useMocks(false);

  const runs = (): readonly pulumi.runtime.MockResourceArgs[] =>
    mocks.resources.filter(({ type }) => type === TYPE);

  it("is a read by the id made of the arguments, which are the only properties", async () => {
    const run = new DataLakePipelineRun("nightly", REF);
    assert.equal(await valueOf(run.id), ID);
    assert.deepEqual(mocks.resources, [REGISTERED]);
  });

  it("has a URN of the type that policy packs match", async () => {
    const run = new DataLakePipelineRun("nightly", REF);
    assert.equal(await valueOf(run.urn), `urn:pulumi:stack::project::${TYPE}::nightly`);
  });

  it("is the same read with arguments from outputs and promises", async () => {
    const run = new DataLakePipelineRun("nightly", {
      projectId: pulumi.output(REF.projectId),
      pipelineName: Promise.resolve(REF.pipelineName),
      pipelineRunId: pulumi.interpolate`${REF.pipelineRunId}`,
    });
    assert.equal(await valueOf(run.id), ID);
    assert.deepEqual(mocks.resources, [REGISTERED]);
  });

  it("keeps the other options", async () => {
    const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
    const run = new DataLakePipelineRun("nightly", REF, { parent });
    assert.match(String(await valueOf(run.urn)), /::test:index:Parent\$pulumi-nodejs:dynamic\/mongodbatlas:/);
    assert.deepEqual(runs(), [REGISTERED]);
  });

  it("leaves the options of the program as they were", async () => {
    const opts = Object.freeze({ retainOnDelete: true });
    await valueOf(new DataLakePipelineRun("nightly", REF, opts).id);
    assert.deepEqual(opts, { retainOnDelete: true });
  });

  it("has every field of the read as an output", async () => {
    mocks.state = FIELDS;
    const run = new DataLakePipelineRun("nightly", REF);
    const outputs = run as unknown as Record<string, pulumi.Output<unknown>>;
    for (const [name, value] of Object.entries({ ...REF, ...FIELDS })) {
      assert.deepEqual(await valueOf(pulumi.output(outputs[name])), value, name);
    }
  });

  it("has undefined for a field that is null in the result of the read", async () => {
    mocks.state = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, null]));
    const run = new DataLakePipelineRun("nightly", REF);
    const outputs = run as unknown as Record<string, pulumi.Output<unknown>>;
    for (const name of Object.keys(FIELDS)) {
      assert.equal(await valueOf(pulumi.output(outputs[name])), undefined, name);
    }
  });

  it("warns of a secret argument, which is in clear text in the id", async () => {
    const warn = sinon.stub(pulumi.log, "warn").resolves();
    const run = new DataLakePipelineRun("nightly", {
      ...REF,
      projectId: pulumi.output(REF.projectId),
      pipelineName: pulumi.secret(REF.pipelineName),
    });
    assert.equal(await valueOf(run.id), ID);
    assert.deepEqual(warn.args, [
      [
        'DataLakePipelineRun "nightly": pipelineName is secret, but the id of a resource never is: ' +
          "it stands in clear in the state and in messages",
        run,
      ],
    ]);
  });

  context("when an argument is not known yet", () => {
    for (const name of ["projectId", "pipelineName", "pipelineRunId"] as const) {
      it(`has an unknown id, so that the engine skips the read: ${name}`, async () => {
        await mocks.install(true);
        const run = new DataLakePipelineRun("nightly", { ...REF, [name]: unknownOutput() });
        await valueOf(run.urn);
        assert.deepEqual(
          runs().map(({ id }) => id),
          [pulumi.runtime.unknownValue],
        );
      });
    }
  });
});
