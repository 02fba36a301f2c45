import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  DataLakePipelineRun,
  dataLakePipelineRunReadme,
  dataLakePipelineRunSummary,
} from "../../../../provider/index.js";
import { unknownOutput, useMocks, valueOf } from "../../../helpers/mocks.js";
import { FIELDS, ID, REF } from "../../../helpers/responses.js";

const RUN = { id: ID, ...REF, ...FIELDS };
const OPTIONS = { title: "Nightly export", now: new Date("2025-05-07T09:42:00Z") };
const AGES = / \([^()]+ ago\)| \(in [^()]+ days\)/g;

describe("dataLakePipelineRunReadme", () => {
  const mocks = useMocks(true);

  const INPUTS: readonly (readonly [string, () => Parameters<typeof dataLakePipelineRunReadme>[0]])[] = [
    ["a resource", () => new DataLakePipelineRun("nightly", REF)],
    ["a resource that is got by its id", () => DataLakePipelineRun.get("nightly", ID)],
    ["a result", () => RUN],
    ["a promise of a result", () => Promise.resolve(RUN)],
    ["an output of a result", () => pulumi.output(RUN)],
  ];
  for (const [what, run] of INPUTS) {
    it(`is the summary of ${what}, without ages, or relative to the option now`, async () => {
      mocks.state = RUN;
      const summary = dataLakePipelineRunSummary(RUN);
      assert.equal(await valueOf(dataLakePipelineRunReadme(run())), summary.replace(AGES, ""));
      const readme = dataLakePipelineRunReadme(run(), OPTIONS);
      assert.equal(await valueOf(readme), dataLakePipelineRunSummary(RUN, OPTIONS));
    });
  }

  it("leaves out the fields that are null in the resource's state", async () => {
    mocks.state = { ...Object.fromEntries(Object.keys(RUN).map((field) => [field, null])), ...REF };
    const readme = dataLakePipelineRunReadme(new DataLakePipelineRun("nightly", REF));
    assert.equal(await valueOf(readme), dataLakePipelineRunSummary(REF));
  });

  it("is unknown, in a preview, for a resource whose read is skipped, and for a result that is not known", async () => {
    const skipped = new DataLakePipelineRun("nightly", { ...REF, pipelineRunId: unknownOutput() });
    for (const run of [skipped, unknownOutput().apply(() => RUN)])
      await assert.rejects(valueOf(dataLakePipelineRunReadme(run)), /the output is unknown/);
  });

  it("is secret if the run is", async () => {
    assert.equal(await pulumi.isSecret(dataLakePipelineRunReadme(pulumi.secret(RUN))), true);
  });
});
