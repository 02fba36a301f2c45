import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { DataLakePipelineRun, dataLakePipelineRunReadme } from "../../../../provider/index.js";
import { markdownOf, NOW, RUN } from "../../../helpers/summary-example.js";

const WITHOUT_AGES = markdownOf("Data Lake Pipeline run", ["", "", ""]);
const WITH_AGES = markdownOf("Nightly export", [" (3 days ago)", " (2 hours ago)", " (in 39 days)"]);

/** What the engine gets of an output: undefined where it is not known. */
interface Settled {
  readonly known: boolean;
  readonly text: unknown;
}

async function settled(output: pulumi.Output<string>): Promise<Settled> {
  const internal = output as unknown as { isKnown: Promise<boolean>; promise(): Promise<unknown> };
  const known = await internal.isKnown;
  return { known, text: known ? await internal.promise() : undefined };
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
    context(`when the run is ${what}`, () => {
      beforeEach(() => engine({ ...RUN }));

      it("shows every field, without ages", async () => {
        assert.deepEqual(await settled(dataLakePipelineRunReadme(run())), {
          known: true,
          text: WITHOUT_AGES,
        });
      });

      it("shows ages relative to the option now, and the title", async () => {
        const readme = dataLakePipelineRunReadme(run(), { title: "Nightly export", now: NOW });
        assert.deepEqual(await settled(readme), { known: true, text: WITH_AGES });
      });
    });
  }

  for (const preview of [true, false]) {
    it(`leaves out the fields that are null in the resource's state, in ${preview ? "a preview" : "an update"}`, async () => {
      await engine({ ...NULLS, ...ARGS, state: "DONE" }, preview);
      const run = new DataLakePipelineRun("nightly", ARGS);
      assert.deepEqual(await settled(dataLakePipelineRunReadme(run)), {
        known: true,
        text:
          "## Data Lake Pipeline run\n\n**DONE**\n\n| Field | Value |\n| --- | --- |\n| State | DONE |\n" +
          `| Pipeline | nightly |\n| Project | ${projectId} |\n| Run | ${pipelineRunId} |\n`,
      });
    });
  }

  context("when the run is not known yet, in a preview", () => {
    const unknown = pulumi.output<unknown>(pulumi.unknown) as pulumi.Output<string>;

    it("is unknown for a resource whose read is skipped", async () => {
      await engine({}, true);
      const run = new DataLakePipelineRun("nightly", { ...ARGS, pipelineRunId: unknown });
      assert.deepEqual(await settled(dataLakePipelineRunReadme(run)), { known: false, text: undefined });
    });

    it("is unknown for an output of a result that is not known", async () => {
      await engine({}, true);
      const run = unknown.apply(() => RUN);
      assert.deepEqual(await settled(dataLakePipelineRunReadme(run)), { known: false, text: undefined });
    });
  });

  it("is secret if the run is", async () => {
    const readme = dataLakePipelineRunReadme(pulumi.secret(RUN));
    assert.equal(await pulumi.isSecret(readme), true);
  });
});
