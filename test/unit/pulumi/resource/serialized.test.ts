import assert from "node:assert/strict";
import { runInThisContext } from "node:vm";
import * as pulumi from "@pulumi/pulumi";
import { DataLakePipelineRun } from "../../../../provider/index.js";
import { RUN, RUN_ARGS } from "../../../helpers/local-atlas.js";
import { useMocks } from "../../../helpers/mocks.js";

/** The parts of an output that exist at run time. */
interface AtRunTime {
  readonly get: () => unknown;
}

describe("a DataLakePipelineRun that a serialized callback captures", () => {
  const mocks = useMocks(false);

  /** Serializes a callback as Pulumi does for functions in the cloud, and calls what comes of it. */
  async function callSerialized(callback: () => unknown): Promise<unknown> {
    const { text } = await pulumi.runtime.serializeFunction(callback);
    assert.doesNotMatch(text, /var __import|derive\(\)/);
    const exported: { handler?: () => unknown } = {};
    const load = runInThisContext(`(exports, require) => {${text}\n}`) as (...args: unknown[]) => void;
    load(exported, require);
    return exported.handler?.();
  }

  const { datasetName, state } = RUN.run;
  const runOf = (): DataLakePipelineRun => {
    mocks.state = { datasetName, state, snapshotId: null };
    return new DataLakePipelineRun("nightly", RUN_ARGS);
  };

  it("has its values, whole or field by field", async () => {
    const nightly = runOf();
    const get = (output: unknown): unknown => (output as AtRunTime).get();
    const values = (from: DataLakePipelineRun): readonly unknown[] =>
      [from.datasetName, from.state, from.snapshotId, from.pipelineName, from.id].map(get);
    const id = Object.values(RUN_ARGS).join("/");
    assert.deepEqual(await callSerialized(() => values(nightly)), [
      ...[datasetName, state, undefined, RUN_ARGS.pipelineName],
      id,
    ]);
    const taken = await callSerialized(() => {
      const { datasetName } = nightly;
      return datasetName.get();
    });
    assert.equal(taken, datasetName);
  });

  it("has no require, which belongs to the deployment", async () => {
    const nightly = runOf();
    await assert.rejects(
      callSerialized(() => nightly.require("datasetName")),
      /Function 'require' cannot be called at runtime/,
    );
  });
});
