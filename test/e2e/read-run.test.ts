import assert from "node:assert/strict";
import { KINDS, RUN, RUN_ARGS } from "../helpers/local-atlas.js";
import { useTestAtlas } from "../helpers/use-test-atlas.js";
import { EngineProject } from "../../tools/engine/project.js";
import { useEngine } from "../helpers/use-engine.js";

const ARGS = JSON.stringify(RUN_ARGS);
const READ = `
  const run = new atlas.DataLakePipelineRun("nightly", ${ARGS});
  const { id, projectId, pipelineName, pipelineRunId, pipelineId, snapshotId, datasetName, state, phase,
    backupFrequencyType, createdDate, lastUpdatedDate, scheduledDeletionDate, datasetRetentionPolicy, stats } = run;
  module.exports = { id, projectId, pipelineName, pipelineRunId, pipelineId, snapshotId, datasetName, state, phase,
    backupFrequencyType, createdDate, lastUpdatedDate, scheduledDeletionDate, datasetRetentionPolicy, stats };
`;

/** What the reference page's example is to a program. */
const { _id, groupId: _groupId, ...FIELDS } = RUN.run;
const RESULT = { id: `${RUN.projectId}/${RUN.pipelineName}/${_id}`, ...RUN_ARGS, ...FIELDS };

describe("reading a run on the engine", function () {
  const engine = useEngine();
  const test = useTestAtlas();
  let project: EngineProject;

  const requests = (): number => {
    const { length } = test.atlas.requests;
    test.atlas.clearRequests();
    return length;
  };

  context("when the resource goes through its life", () => {
    before(() => {
      project = new EngineProject(engine.pulumi, "life", READ);
    });

    it("reads in preview and in up, follows changes, leaves the state with the run, and is destroyed", async () => {
      await project.configure(test.config("accessToken"));

      const preview = await project.preview();
      assert.match(preview, /snapshotId\s*: "32b6e34b3d91647abb20e7b8"/);
      assert.equal(requests(), 1, "requests of the preview");

      await project.up();
      assert.equal(requests(), 1, "requests of the first up");
      assert.deepEqual(await project.outputs(), RESULT);
      const [stored] = await project.runsInState();
      assert.equal(stored?.external, true);

      test.atlas.updateRun(RUN.projectId, RUN.pipelineName, _id, { state: "IN_PROGRESS", phase: "EXPORT" });
      await project.up();
      assert.deepEqual(await project.outputs(), { ...RESULT, state: "IN_PROGRESS", phase: "EXPORT" });

      test.atlas.updateRun(RUN.projectId, RUN.pipelineName, _id, { state: "DONE" });
      requests();
      await project.refresh();
      assert.equal(requests(), 1, "requests of the refresh");
      assert.equal((await project.runsInState())[0]?.outputs["state"], "DONE");

      test.atlas.removeRun(RUN.projectId, RUN.pipelineName, _id);
      await project.refresh();
      assert.deepEqual(await project.runsInState(), []);

      test.atlas.setRun(RUN);
      await project.up();
      requests();
      await project.destroy();
      assert.equal(requests(), 0, "requests of the destroy");
      assert.deepEqual(await project.runsInState(), []);
    });
  });

  context("when a run lacks optional fields", () => {
    it("knows in a preview that they are absent, in refresh too", async () => {
      test.atlas.setRun({ ...RUN, run: { _id, state: "PENDING" } });
      project = new EngineProject(
        engine.pulumi,
        "absent",
        `const run = new atlas.DataLakePipelineRun("nightly", ${ARGS});
         exports.seen = pulumi.all([run.datasetName, run.stats]).apply((v) => "absent: " + v.every((x) => x === undefined));`,
      );
      await project.configure(test.config("accessToken"));
      assert.match(await project.preview(), /seen\s*: "absent: true"/);
      await project.up();
      await project.refresh();
      test.atlas.removeRun(RUN.projectId, RUN.pipelineName, _id);
      await project.refresh();
      assert.deepEqual(await project.runsInState(), []);
    });
  });

  context("when the run's id comes from a resource that is not there yet", () => {
    it("passes the preview with unknown outputs and no request, then reads in up", async () => {
      project = new EngineProject(
        engine.pulumi,
        "unknown",
        `class Source extends pulumi.dynamic.Resource {
           constructor(name) {
             const provider = { create: async () => ({ id: "source", outs: { runId: ${JSON.stringify(_id)} } }) };
             super(provider, name, { runId: undefined });
           }
         }
         const source = new Source("source");
         const args = { ...${ARGS}, pipelineRunId: source.runId };
         const run = new atlas.DataLakePipelineRun("nightly", args);
         exports.viaResource = run.snapshotId;
         exports.viaFunction = atlas.getDataLakePipelineRunOutput(args).snapshotId;`,
      );
      await project.configure(test.config("accessToken"));
      const preview = await project.preview();
      assert.match(preview, /viaResource\s*: \[unknown\]/);
      assert.match(preview, /viaFunction\s*: \[unknown\]/);
      assert.equal(requests(), 0);
      await project.up();
      const { snapshotId } = RESULT;
      assert.deepEqual(await project.outputs(), { viaResource: snapshotId, viaFunction: snapshotId });
    });
  });

  context("when another stack uses the outputs", () => {
    it("gives them over a StackReference", async () => {
      const upstream = new EngineProject(engine.pulumi, "upstream", READ);
      await upstream.configure(test.config("accessToken"));
      await upstream.up();
      project = new EngineProject(
        engine.pulumi,
        "downstream",
        `const up = new pulumi.StackReference("organization/upstream/test");
         exports.uses = pulumi.interpolate\`\${up.requireOutput("snapshotId")} \${up.requireOutput("datasetName")}\`;`,
      );
      await project.configure({});
      await project.up();
      assert.deepEqual(await project.outputs(), { uses: `${RESULT.snapshotId} ${RESULT.datasetName}` });
    });
  });

  context("when the program reads with the functions and by id", () => {
    it("gets the same fields every way", async () => {
      project = new EngineProject(
        engine.pulumi,
        "functions",
        `module.exports = async () => ({
           plain: await atlas.getDataLakePipelineRun(${ARGS}),
           output: atlas.getDataLakePipelineRunOutput({ ...${ARGS}, pipelineName: pulumi.output("nightly") }),
           got: atlas.DataLakePipelineRun.get("got", ${JSON.stringify(RESULT.id)}).datasetName,
         });`,
      );
      await project.configure(test.config("accessToken"));
      await project.up();
      const expected = { plain: RESULT, output: RESULT, got: RESULT.datasetName };
      assert.deepEqual(await project.outputs(), expected);
    });
  });

  for (const kind of KINDS) {
    context(`when the credentials are of the kind ${kind}`, () => {
      it("reads as a resource and as a function, in preview and in up, and leaves no token behind", async () => {
        project = new EngineProject(
          engine.pulumi,
          `kind-${kind.toLowerCase()}`,
          `const run = new atlas.DataLakePipelineRun("nightly", ${ARGS});
           exports.resource = run.datasetName;
           exports.function = atlas.getDataLakePipelineRunOutput(${ARGS}).datasetName;`,
        );
        const config = test.config(kind);
        await project.configure(config);
        await project.preview();
        await project.up();
        const { datasetName } = RESULT;
        assert.deepEqual(await project.outputs(), { resource: datasetName, function: datasetName });
        const reads = test.atlas.requests.filter((r) => r.kind === "api" && r.status === 200);
        assert.equal(reads.length, 4, "one read for each of resource and function, in preview and in up");
        const account = config["mongodbatlas:clientId"];
        if (account !== undefined) assert.equal(test.atlas.liveTokens(account), 0);
      });
    });
  }

  context("when the credentials come from the environment", () => {
    it("reads as a resource and as a function", async () => {
      project = new EngineProject(
        engine.pulumi,
        "environment",
        `exports.resource = new atlas.DataLakePipelineRun("nightly", ${ARGS}).state;
         exports.function = atlas.getDataLakePipelineRunOutput(${ARGS}).state;`,
      );
      const config = test.config("apiKey");
      await project.configure({});
      await project.up({
        MONGODB_ATLAS_PUBLIC_API_KEY: config["mongodbatlas:publicKey"],
        MONGODB_ATLAS_PRIVATE_API_KEY: config["mongodbatlas:privateKey"],
        MONGODB_ATLAS_BASE_URL: test.atlas.baseUrl,
      });
      assert.deepEqual(await project.outputs(), { resource: "PENDING", function: "PENDING" });
    });
  });

  context("when a hundred runs are read with an API key", () => {
    it("makes one request a run, and at most maxConcurrentReads challenges", async () => {
      const id = (n: number): string => n.toString(16).padStart(24, "0");
      for (let n = 0; n < 100; n++) test.atlas.setRun({ ...RUN, run: { ...RUN.run, _id: id(n) } });
      project = new EngineProject(
        engine.pulumi,
        "hundred",
        `for (let n = 0; n < 100; n++) new atlas.DataLakePipelineRun("run" + n,
           { ...${ARGS}, pipelineRunId: n.toString(16).padStart(24, "0") });`,
      );
      await project.configure(test.config("apiKey"));
      await project.preview();
      const api = test.atlas.requests.filter((r) => r.kind === "api");
      assert.equal(api.filter((r) => r.status === 200).length, 100);
      assert.ok(api.length <= 120, `${api.length} requests`);
    });
  });
});
