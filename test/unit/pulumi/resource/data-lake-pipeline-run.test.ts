import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { DataLakePipelineRun, type DataLakePipelineRunArgs } from "../../../../provider/index.js";
import { PREVIEW_PROVIDER_TEXT } from "../../../../provider/pulumi/resource/inputs.js";
import { setStackConfig } from "../../../helpers/functions.js";
import { component, Thing, useMocks, unknownOutput, valueOf } from "../../../helpers/mocks.js";
import { ID, REF, thrownBy } from "../../../helpers/responses.js";

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

describe("DataLakePipelineRun", () => {
  const mocks = useMocks(false);

  const runs = (): readonly pulumi.runtime.MockResourceArgs[] =>
    mocks.resources.filter(({ type }) => type === TYPE);

  it("is a read by the id made of the arguments, also of outputs and promises, which are the only properties", async () => {
    for (const args of [
      REF,
      {
        projectId: pulumi.output(REF.projectId),
        pipelineName: Promise.resolve(REF.pipelineName),
        pipelineRunId: pulumi.interpolate`${REF.pipelineRunId}`,
      },
    ]) {
      mocks.resources.length = 0;
      const run = new DataLakePipelineRun("nightly", args);
      assert.equal(await valueOf(run.id), ID);
      assert.equal(await valueOf(run.urn), `urn:pulumi:stack::project::${TYPE}::nightly`);
      assert.deepEqual(mocks.resources, [REGISTERED]);
    }
  });

  it("records few stack traces, which are most of the time of many runs, and leaves those of the program", () => {
    const { stackTraceLimit } = Error;
    let traces = 0;
    sinon.replace(Error, "prepareStackTrace", (_: unknown, frames: readonly unknown[]) => {
      if (frames.length > 0) traces += 1;
    });
    new DataLakePipelineRun("nightly", REF);
    sinon.restore();
    // The SDK takes one for the position in the source. Without the limit there are 70.
    assert.ok(traces <= 3, `${traces} stack traces`);
    // A transformation is code of the program.
    const transformation = (): never => {
      throw new Error(`at most ${Error.stackTraceLimit} frames`);
    };
    assert.throws(() => new DataLakePipelineRun("nightly", REF, { transformations: [transformation] }), {
      message: `at most ${stackTraceLimit} frames`,
      stack: /at .*transformation /,
    });
    assert.equal(Error.stackTraceLimit, stackTraceLimit);
  });

  it("takes what its arguments and options inherit, reading each once", async () => {
    const parent = component({});
    let reads = 0;
    class Options {
      get parent(): pulumi.Resource {
        reads += 1;
        return parent;
      }
    }
    class Args implements DataLakePipelineRunArgs {
      readonly projectId = REF.projectId;
      readonly pipelineName = REF.pipelineName;
      readonly pipelineRunId = REF.pipelineRunId;
      readonly wait = Object.create({ timeoutSeconds: pulumi.output(5) }) as object;
      get expectedState(): "DONE" {
        reads += 1;
        return "DONE";
      }
    }
    const run = new DataLakePipelineRun("nightly", new Args(), new Options());
    const same = DataLakePipelineRun.get("same", ID, new Options());
    for (const { urn } of [run, same]) assert.match(String(await valueOf(urn)), /::test:index:Component\$/);
    const registered = runs().find(({ name }) => name === "nightly");
    const given = { expectedState: "DONE", wait: { timeoutSeconds: 5 } };
    assert.deepEqual(registered, { ...REGISTERED, inputs: { ...REGISTERED.inputs, ...given } });
    assert.equal(reads, 3);
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

  for (const name of ["projectId", "pipelineName", "pipelineRunId", "expectedState", "wait"] as const) {
    it(`has an unknown id while ${name} is not known, so that the engine skips the read`, async () => {
      await mocks.install(true);
      const args = { ...REF, [name]: unknownOutput() } as DataLakePipelineRunArgs;
      await valueOf(new DataLakePipelineRun("nightly", args).urn);
      assert.deepEqual(
        runs().map(({ id }) => id),
        [pulumi.runtime.unknownValue],
      );
    });
  }

  const wait = { timeoutSeconds: 5, pollIntervalSeconds: 1 };
  for (const [check, inputs] of [
    [{ expectedState: "DONE" }, { expectedState: "DONE" }],
    [{ expectedState: pulumi.output(["DONE", "FAILED"]) }, { expectedState: ["DONE", "FAILED"] }],
    [{ wait }, { wait }],
    [{ expectedState: undefined, wait: undefined }, {}],
  ] as const) {
    it(`has ${JSON.stringify(inputs)} among its properties, and a text that says whether this is a preview`, async () => {
      for (const preview of [false, true]) {
        mocks.resources.length = 0;
        await mocks.install(preview);
        new DataLakePipelineRun("nightly", { ...REF, ...check } as DataLakePipelineRunArgs);
        await pulumi.runtime.disconnect();
        const expected = {
          ...REGISTERED.inputs,
          ...inputs,
          ...(preview && { __provider: PREVIEW_PROVIDER_TEXT }),
        };
        assert.deepEqual(runs(), [{ ...REGISTERED, inputs: expected }]);
      }
    });
  }

  // Without their types: what JavaScript lets a program pass.
  const Run = DataLakePipelineRun as unknown as new (...args: unknown[]) => DataLakePipelineRun;
  const { get } = DataLakePipelineRun as unknown as { get: (...args: unknown[]) => DataLakePipelineRun };
  for (const [what, make, message] of [
    ["no arguments", () => new Run("nightly"), /^DataLakePipelineRun "nightly": the arguments must be /],
    ["an option", () => new Run("nightly", REF, { urn: "x" }), /^DataLake.* "nightly": the option urn /],
    ["an id of get", () => get("nightly", undefined), /^DataLakePipelineRun "nightly": the id must be /],
    ["an option of get", () => get("nightly", ID, { wait: {} }), /^DataLake.* "nightly": "wait" is an /],
  ] as const) {
    it(`refuses ${what} immediately, and registers nothing`, async () => {
      assert.match(thrownBy(make).message, message);
      await setImmediate();
      assert.deepEqual(runs(), []);
    });
  }

  it("refuses a misspelt setting of the stack", () => {
    const restore = setStackConfig({ "atlas-data-lake:maxConcurrentRequest": "1" });
    const { message } = thrownBy(() => new DataLakePipelineRun("nightly", REF));
    restore();
    assert.match(message, /^the stack .*: did you mean maxConcurrentReads\?/);
  });

  it("get reads by the id alone, also by one that is an output, and keeps the other options", async () => {
    const parent = component({});
    for (const id of [ID, pulumi.output(ID)]) {
      mocks.resources.length = 0;
      const run = DataLakePipelineRun.get("nightly", id, { parent });
      assert.ok(run instanceof DataLakePipelineRun);
      assert.equal(await valueOf(run.id), ID);
      assert.match(String(await valueOf(run.urn)), /::test:index:Component\$/);
      assert.deepEqual(runs(), [{ ...REGISTERED, inputs: { __provider: PROVIDER } }]);
    }
  });

  it("isInstance accepts runs, also those of another copy of the package, and nothing else", () => {
    const other = new Thing(TYPE, "nightly", {}, { id: ID });
    assert.equal(other instanceof DataLakePipelineRun, false);
    for (const run of [new DataLakePipelineRun("a", REF), DataLakePipelineRun.get("b", ID), other])
      assert.equal(DataLakePipelineRun.isInstance(run), true);
    const thing = new Thing("test:index:Thing", "thing");
    for (const value of [thing, { __pulumiType: TYPE }, {}, TYPE, null, undefined])
      assert.equal(DataLakePipelineRun.isInstance(value), false);
  });
});
