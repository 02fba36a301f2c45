import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DataLakePipelineRun, dataLakePipelineRunReadme } from "../../../../provider/index.js";
import { markdownOf, NOW, RUN } from "../../../helpers/summary-example.js";

const WITHOUT_AGES = markdownOf("Data Lake Pipeline run", ["", "", ""]);
const WITH_AGES = markdownOf("Nightly export", [" (3 days ago)", " (2 hours ago)", " (in 39 days)"]);

/** The value that the engine gets of an output: undefined where it is not known. */
async function settled(output: pulumi.Output<string>): Promise<unknown> {
  const internal = output as unknown as { isKnown: Promise<boolean>; promise(): Promise<unknown> };
  return (await internal.isKnown) ? internal.promise() : undefined;
}

/** Runs as in a program. The engine returns this state for each read of a resource. */
function engine(state: Record<string, unknown>, preview = false): Promise<void> {
  const mocks = { newResource: () => ({ id: RUN.id, state }), call: () => ({}) };
  return pulumi.runtime.setMocks(mocks, "project", "stack", preview);
}

const { projectId, pipelineName, pipelineRunId } = RUN;
const ARGS = { projectId, pipelineName, pipelineRunId };
const NULLS = Object.fromEntries(Object.keys(RUN).map((field) => [field, null]));

describe("dataLakePipelineRunReadme", () => {
  after(() => {
    pulumi.runtime.resetOptions("", "", -1, "", "", false, "");
  });

  const INPUTS: readonly (readonly [string, () => Parameters<typeof dataLakePipelineRunReadme>[0]])[] = [
    ["a resource", () => new DataLakePipelineRun("nightly", ARGS)],
    ["a resource that is got by its id", () => DataLakePipelineRun.get("nightly", RUN.id)],
    ["a result", () => RUN],
    ["a promise of a result", () => Promise.resolve(RUN)],
    ["an output of a result", () => pulumi.output(RUN)],
  ];
  for (const [what, run] of INPUTS) {
    it(`shows every field of ${what}, without ages, or relative to the option now with the title`, async () => {
      await engine({ ...RUN });
      assert.equal(await settled(dataLakePipelineRunReadme(run())), WITHOUT_AGES);
      const readme = dataLakePipelineRunReadme(run(), { title: "Nightly export", now: NOW });
      assert.equal(await settled(readme), WITH_AGES);
    });
  }

  for (const preview of [true, false]) {
    it(`leaves out the fields that are null in the resource's state, in ${preview ? "a preview" : "an update"}`, async () => {
      await engine({ ...NULLS, ...ARGS, state: "DONE" }, preview);
      const run = new DataLakePipelineRun("nightly", ARGS);
      assert.equal(
        await settled(dataLakePipelineRunReadme(run)),
        "## Data Lake Pipeline run\n\n**DONE**\n\n| Field | Value |\n| --- | --- |\n| State | DONE |\n" +
          `| Pipeline | nightly |\n| Project | ${projectId} |\n| Run | ${pipelineRunId} |\n`,
      );
    });
  }

  it("is unknown, in a preview, for a resource whose read is skipped, and for a result that is not known", async () => {
    await engine({}, true);
    const unknown = pulumi.output<unknown>(pulumi.unknown) as pulumi.Output<string>;
    const skipped = new DataLakePipelineRun("nightly", { ...ARGS, pipelineRunId: unknown });
    for (const run of [skipped, unknown.apply(() => RUN)]) {
      const readme = dataLakePipelineRunReadme(run) as unknown as { isKnown: Promise<boolean> };
      assert.equal(await readme.isKnown, false);
    }
  });

  it("is secret if the run is", async () => {
    const readme = dataLakePipelineRunReadme(pulumi.secret(RUN));
    assert.equal(await pulumi.isSecret(readme), true);
  });
});
