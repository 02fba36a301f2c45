import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import {
  AtlasError,
  DataLakePipelineRun,
  getDataLakePipelineRunOutput,
  requireField,
  type GetDataLakePipelineRunResult,
} from "../../../../provider/index.js";
import { FIELDS, REF, thrownBy } from "../../../helpers/responses.js";
import { useFunctions } from "../../../helpers/functions.js";
import { useMocks, valueOf } from "../../../helpers/mocks.js";

const PENDING = `nightly/${REF.pipelineRunId} has no datasetName: it is PENDING (phase SNAPSHOT) [MISSING_FIELD]`;

/** Compiles only if the outputs are inputs of other resources as they are. */
const take = (name: pulumi.Input<string>): pulumi.Output<string> => pulumi.output(name);

describe("DataLakePipelineRun.require", () => {
  const mocks = useMocks(false);

  it("returns a field that the run has", async () => {
    mocks.state = { ...REF, ...FIELDS };
    const run = new DataLakePipelineRun("nightly", REF);
    assert.equal(await valueOf(take(run.require("datasetName"))), FIELDS.datasetName);
    assert.deepEqual(await valueOf(run.require("stats")), FIELDS.stats);
  });

  it("fails in one line for a field that the run lacks", async () => {
    mocks.state = { ...REF, datasetName: null, state: "PENDING", phase: "SNAPSHOT" };
    const run = new DataLakePipelineRun("nightly", REF);
    const required = run.require("datasetName") as unknown as { promise: () => Promise<string> };
    await assert.rejects(required.promise(), (error) => {
      assert.ok(error instanceof AtlasError && pulumi.RunError.isInstance(error));
      assert.deepEqual([error.code, error.message], ["MISSING_FIELD", PENDING]);
      return true;
    });
  });

  it("refuses a name that no field has", () => {
    const run = new DataLakePipelineRun("nightly", REF);
    const { code, message } = thrownBy(() => run.require("dataSetname" as "datasetName"));
    assert.equal(code, "INVALID_ARGUMENT");
    assert.match(
      message,
      /^a run has no field "dataSetname": did you mean datasetName\? Allowed: pipelineId, /,
    );
  });
});

describe("requireField", () => {
  const result: GetDataLakePipelineRunResult = { id: "x", ...REF, ...FIELDS };

  it("returns a field that a result has, and fails in one line for one that it lacks", () => {
    const name: string = requireField(result, "datasetName");
    assert.equal(name, FIELDS.datasetName);
    const lacking = { ...result, datasetName: undefined, state: "PENDING", phase: "SNAPSHOT" };
    const error = thrownBy(() => requireField(lacking, "datasetName"));
    assert.deepEqual([error.code, error.message], ["MISSING_FIELD", PENDING]);
    const stateless = { ...lacking, state: undefined, phase: undefined };
    assert.match(
      thrownBy(() => requireField(stateless, "datasetName")).message,
      /: it has no state \[MISSING_FIELD\]$/,
    );
  });

  context("when the run is an output", () => {
    useFunctions();

    it("returns an output that fits the inputs of other resources, and has one undefined in an optional field", async () => {
      const run = getDataLakePipelineRunOutput(REF);
      const name: pulumi.Output<string | undefined> = run.datasetName;
      for (const output of [take(requireField(run, "datasetName")), name])
        assert.equal(await valueOf(output), FIELDS.datasetName);
    });

    context("in a preview", () => {
      const mocks = useMocks(true);

      it("returns an unknown output before a wait", async () => {
        mocks.results = [{ state: "PENDING" }];
        sinon.stub(pulumi.log, "warn").resolves();
        const run = getDataLakePipelineRunOutput({ ...REF, wait: {} });
        assert.equal(await valueOf(run.state), "PENDING");
        await assert.rejects(valueOf(requireField(run, "datasetName")), /the output is unknown/);
      });
    });
  });
});
