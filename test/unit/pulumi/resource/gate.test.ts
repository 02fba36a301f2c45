import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DataLakePipelineRun, type DataLakePipelineRunArgs } from "../../../../provider/index.js";
import { ID, REF, thrownBy } from "../../../helpers/responses.js";
import { RecordingMocks, unknownOutput } from "../../../helpers/mocks.js";

describe("what a DataLakePipelineRun is expected to be", () => {
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
      what: "nothing, where it is undefined",
      gate: { expectedState: undefined, wait: undefined },
      up: {},
      preview: {},
    },
  ];
  for (const { what, gate, up, preview } of CASES) {
    it(`goes to the read, which is told of a preview where it would wait: ${what}`, async () => {
      assert.deepEqual(await registered(false, gate), { id: ID, ...up });
      mocks.remove();
      assert.deepEqual(await registered(true, gate), { id: ID, ...preview });
    });
  }

  for (const name of ["expectedState", "wait"]) {
    it(`leaves the id unknown, so that nothing is read, while it is not known itself: ${name}`, async () => {
      const { id } = (await registered(true, { [name]: unknownOutput() })) as { id?: unknown };
      assert.notEqual(id, ID);
    });
  }

  const BAD: readonly (readonly [object, RegExp])[] = [
    [{ expectedState: [] }, /^DataLakePipelineRun "nightly": expectedState must be .*, got \[\]$/],
    [
      { wait: { timeoutSeconds: 0 } },
      /^DataLakePipelineRun "nightly": wait\.timeoutSeconds must be .*, got number 0$/,
    ],
    [{ wait: true }, /^DataLakePipelineRun "nightly": wait must be .*, got boolean true$/],
  ];
  for (const [gate, message] of BAD) {
    it(`is refused before anything is registered: ${JSON.stringify(gate)}`, async () => {
      mocks = new RecordingMocks();
      await mocks.install(true);
      const args = { ...REF, ...gate } as DataLakePipelineRunArgs;
      assert.match(thrownBy(() => new DataLakePipelineRun("nightly", args)).message, message);
      assert.equal(mocks.resources.filter(({ name }) => name === "nightly").length, 0);
    });
  }
});
