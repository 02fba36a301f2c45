import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import * as atlas from "pulumi-atlas-data-lake";
import * as pulumi from "@pulumi/pulumi";
import {
  DEPENDANT,
  Dependant,
  dependantsInState,
  LATER,
  Later,
  urnOf,
} from "../helpers/engine/dependants.js";
import { failed, UP, useProjects } from "../helpers/engine/use-projects.js";
import { RUN_ARGS } from "../helpers/local-atlas.js";

/** A component that makes a child later, which an update leaves out. */
class LateComponent extends pulumi.ComponentResource {
  constructor() {
    super("test:index:LateComponent", "late");
  }

  protected override async initialize(): Promise<undefined> {
    await delay(100);
    new Dependant("child", "new", { parent: this });
    return undefined;
  }
}

const check = atlas.getDataLakePipelineRunOutput;
const { projectId } = RUN_ARGS;
const orgB = (key: Later): pulumi.ProviderResource =>
  new atlas.Provider("orgB", { accessToken: key.value, baseUrl: "http://127.0.0.1:9" });
const runOf = (args: object, opts: pulumi.CustomResourceOptions = {}): pulumi.Output<unknown> =>
  new atlas.DataLakePipelineRun("nightly", { ...RUN_ARGS, ...args }, opts).require("datasetName");

/** Reads that need something of `key`, a resource that an update leaves out. */
const READS: Readonly<Record<string, (key: Later) => pulumi.Output<unknown>>> = {
  "dependsOn of a function": (key) => check(RUN_ARGS, { dependsOn: [key] }),
  "dependsOn of a function, a component with a late child": () =>
    check(RUN_ARGS, { dependsOn: new LateComponent() }),
  "pipelineRunId of a function": (key) => check({ ...RUN_ARGS, pipelineRunId: key.id }),
  "provider of a function": (key) => check(RUN_ARGS, { provider: orgB(key) }),
  "pipelineName of the latest run": (key) =>
    atlas.requireField(
      atlas.getLatestDataLakePipelineRunOutput({ projectId, pipelineName: key.id }),
      "datasetName",
    ),
  "dependsOn of a resource": (key) => runOf({}, { dependsOn: key }),
  "dependsOn of a resource, a component with a late child": () =>
    runOf({}, { dependsOn: new LateComponent() }),
  "parent of a resource": (key) => runOf({}, { parent: key }),
  "pipelineRunId of a resource": (key) => runOf({ pipelineRunId: key.id }),
  "pipelineRunId of a resource, without a value": (key) => runOf({ pipelineRunId: key.value }),
};

const LEFT_OUT =
  /a resource that --target or --exclude leaves out|accessToken must be a string, got undefined/;

describe("an update in which something is not known", () => {
  const test = useProjects("unknown-in-up");

  for (const [at, [what, read]] of Object.entries(READS).entries()) {
    it(`fails without a request, and leaves the state whole, where it is ${what}`, async () => {
      const project = test.inline(() => {
        const fed = read(new Later("key", RUN_ARGS.pipelineRunId));
        new Dependant("deploy", "as before");
        new Dependant("fed", fed);
        return Promise.resolve(undefined);
      });
      const options =
        at % 2 === 0
          ? ["--target", urnOf(project, "deploy")]
          : ["--exclude", urnOf(project, "key"), "--exclude", `**child`];
      const { lines } = await failed(project, [...UP, ...options]);
      assert.ok(
        lines.some((line) => LEFT_OUT.test(line)),
        lines.join("\n"),
      );
      assert.equal(test.atlas.requests.length, 0);
      assert.deepEqual(dependantsInState(project), { deploy: "as before" });
      await project.preview();
    });
  }

  it("creates nothing that a read feeds whose provider has no credentials, since a resource was not created", async () => {
    const project = test.project(`
      ${DEPENDANT} ${LATER}
      const provider = new atlas.Provider("orgB", { accessToken: new Later("key", "fails").value });
      const args = ${JSON.stringify(RUN_ARGS)};
      const fed = atlas.getDataLakePipelineRunOutput(args, { provider });
      new Dependant("fed", fed.datasetName);
      new Dependant("required", atlas.requireField(fed, "datasetName"));
      new Dependant("run", new atlas.DataLakePipelineRun("nightly", args, { provider }).datasetName);
    `);
    await failed(project, [...UP, "--continue-on-error"]);
    assert.equal(test.atlas.requests.length, 0);
    assert.deepEqual(dependantsInState(project), {});
  });
});
