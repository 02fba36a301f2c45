import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DataLakePipelineRun } from "../../../../provider/index.js";
import { ID, REF } from "../../../helpers/responses.js";
import { RecordingMocks, unknownOutput } from "../../../helpers/mocks.js";

describe("expectedState and wait of a DataLakePipelineRun", () => {
  let mocks: RecordingMocks;

  afterEach(() => {
    mocks.remove();
  });

  /** The id and the gate as they are registered, in a preview or in an update. */
  async function registered(preview: boolean, gate: object): Promise<unknown> {
    mocks = new RecordingMocks();
    await mocks.install(preview);
    new DataLakePipelineRun("nightly", { ...REF, ...gate });
    await pulumi.runtime.disconnect();
    const run = mocks.resources.find(({ name }) => name === "nightly") ?? assert.fail();
    const inputs = run.inputs as Record<string, unknown>;
    const { projectId, pipelineName, pipelineRunId, __provider, ...rest } = inputs;
    assert.deepEqual({ projectId, pipelineName, pipelineRunId }, REF);
    return { id: run.id, ...rest };
  }

  const wait = { timeoutSeconds: 5, pollIntervalSeconds: 1 };
  const CASES: readonly { what: string; gate: object; up: object; preview: object }[] = [
    {
      what: "a state",
      gate: { expectedState: "DONE" },
      up: { expectedState: "DONE" },
      preview: { expectedState: "DONE" },
    },
    {
      what: "states from an output",
      gate: { expectedState: pulumi.output(["DONE", "FAILED"]) },
      up: { expectedState: ["DONE", "FAILED"] },
      preview: { expectedState: ["DONE", "FAILED"] },
    },
    { what: "a wait", gate: { wait }, up: { wait }, preview: { wait, preview: true } },
    {
      what: "undefined",
      gate: { expectedState: undefined, wait: undefined },
      up: {},
      preview: {},
    },
  ];
  for (const { what, gate, up, preview } of CASES) {
    it(`are inputs of the read, with a mark for a wait in a preview: ${what}`, async () => {
      assert.deepEqual(await registered(false, gate), { id: ID, ...up });
      mocks.remove();
      assert.deepEqual(await registered(true, gate), { id: ID, ...preview });
    });
  }

  for (const name of ["expectedState", "wait"]) {
    it(`make the id unknown while they are unknown, so that nothing is read: ${name}`, async () => {
      const { id } = (await registered(true, { [name]: unknownOutput() })) as { id?: unknown };
      assert.notEqual(id, ID);
    });
  }
});
