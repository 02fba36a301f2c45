import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";
import { Later } from "../helpers/engine/dependants.js";
import { useProjects } from "../helpers/engine/use-projects.js";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";

/** What the reference page's example is to a program. */
const { _id, groupId: _groupId, ...FIELDS } = RUN.run;
const RESULT = { id: `${RUN.projectId}/${RUN.pipelineName}/${_id}`, ...RUN_ARGS, ...FIELDS };

/** A run without optional fields, and one that is read by its id alone. */
const [ABSENT, GOT] = ["a".repeat(24), "b".repeat(24)];

describe("reading a run on the engine", function () {
  const test = useProjects("read-run");

  /** How many requests there were for each run since the last call. */
  const requests = (): Readonly<Record<string, number>> => {
    const counts = { nightly: 0, absent: 0, got: 0 };
    for (const { path } of test.atlas.requests) {
      counts[path.endsWith(ABSENT) ? "absent" : path.endsWith(GOT) ? "got" : "nightly"] += 1;
    }
    test.atlas.clearRequests();
    return counts;
  };

  it("reads in preview and up by every form, follows changes, leaves the state with a run, and ends with destroy", async () => {
    test.add(GOT);
    test.atlas.setRun({ ...RUN, run: { _id: ABSENT, state: "PENDING" } });
    const fieldsOf = (run: object): Record<string, unknown> =>
      Object.fromEntries(Object.keys(RESULT).map((key) => [key, run[key as keyof typeof run]]));
    const project = test.inline(async () => {
      const absent = new atlas.DataLakePipelineRun("absent", { ...RUN_ARGS, pipelineRunId: ABSENT });
      return {
        resource: fieldsOf(new atlas.DataLakePipelineRun("nightly", RUN_ARGS)),
        plain: await atlas.getDataLakePipelineRun(RUN_ARGS),
        output: atlas.getDataLakePipelineRunOutput({ ...RUN_ARGS, pipelineName: pulumi.output("nightly") }),
        got: atlas.DataLakePipelineRun.get("got", `${RUN.projectId}/${RUN.pipelineName}/${GOT}`).datasetName,
        absent: pulumi
          .all([absent.datasetName, absent.stats])
          .apply((values) => `absent: ${String(values.every((value) => value === undefined))}`),
      };
    });

    const preview = await project.preview();
    assert.match(preview, /snapshotId\s*: "32b6e34b3d91647abb20e7b8"/);
    assert.match(preview, /absent\s*: "absent: true"/);
    const shown =
      /\(nightly\):\s+PENDING \(SNAPSHOT\), created 2025-05-04T09:42:00Z, dataset v1\$.*, snapshot 32b6e34b3d91647abb20e7b8\n/;
    assert.match(preview, shown);
    assert.match(preview, /\(absent\):\s+PENDING\n/);
    assert.deepEqual(requests(), { nightly: 3, absent: 1, got: 1 });

    const outputs = (result: typeof RESULT): object => ({
      ...{ resource: result, plain: result, output: result },
      ...{ got: RESULT.datasetName, absent: "absent: true" },
    });
    await project.up();
    assert.deepEqual(requests(), { nightly: 3, absent: 1, got: 1 });
    assert.deepEqual(project.outputs(), outputs(RESULT));
    assert.ok(project.runsInState().every(({ external }) => external === true));

    const changed = { state: "IN_PROGRESS", phase: "EXPORT" };
    test.found(changed);
    await project.up();
    assert.deepEqual(project.outputs(), outputs({ ...RESULT, ...changed }));

    test.found({ state: "DONE" });
    requests();
    await project.refresh();
    assert.deepEqual(requests(), { nightly: 1, absent: 1, got: 1 });
    const states = (): readonly unknown[] =>
      project
        .runsInState()
        .map(({ outputs }) => outputs?.["state"])
        .sort();
    assert.deepEqual(states(), ["DONE", "PENDING", RESULT.state].sort());

    for (const id of [ABSENT, GOT]) test.gone(id);
    await project.refresh();
    assert.deepEqual(states(), ["DONE"]);
    requests();
    await project.destroy();
    assert.deepEqual(requests(), { nightly: 0, absent: 0, got: 0 });
    assert.deepEqual(states(), []);
  });

  it("passes a preview with unknown outputs and no request while the id is not known, then reads in up", async () => {
    const project = test.inline(() => {
      const args = { ...RUN_ARGS, pipelineRunId: new Later("later", _id).value };
      return Promise.resolve({
        viaResource: new atlas.DataLakePipelineRun("nightly", args).snapshotId,
        viaFunction: atlas.getDataLakePipelineRunOutput(args).snapshotId,
      });
    });
    const preview = await project.preview();
    assert.match(preview, /viaResource\s*: \[unknown\]/);
    assert.match(preview, /viaFunction\s*: \[unknown\]/);
    assert.equal(test.atlas.requests.length, 0);
    await project.up();
    const { snapshotId } = RESULT;
    assert.deepEqual(project.outputs(), { viaResource: snapshotId, viaFunction: snapshotId });
  });

  it("takes the credentials of an API key from the environment", async () => {
    const project = test.project(
      `exports.resource = new atlas.DataLakePipelineRun("nightly", ${JSON.stringify(RUN_ARGS)}).state;
       exports.function = atlas.getDataLakePipelineRunOutput(${JSON.stringify(RUN_ARGS)}).state;`,
    );
    project.configure({});
    const config = test.config("apiKey");
    const preview = await project.preview({
      MONGODB_ATLAS_PUBLIC_API_KEY: config["mongodbatlas:publicKey"],
      MONGODB_ATLAS_PRIVATE_API_KEY: config["mongodbatlas:privateKey"],
      MONGODB_ATLAS_BASE_URL: test.atlas.baseUrl,
    });
    for (const form of ["resource", "function"]) assert.match(preview, new RegExp(`${form}\\s*: "PENDING"`));
  });
});
