import assert from "node:assert/strict";
import { join } from "node:path";
import { KINDS, RUN, RUN_ARGS, startTestAtlas, type TestAtlas } from "../../helpers/local-atlas.js";
import { createConsumer } from "../../helpers/engine/consumer.js";
import { type StateResource } from "../../../tools/engine/project.js";
import { useEngine } from "../../helpers/use-engine.js";

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";

const { projectId, pipelineName, pipelineRunId } = new pulumi.Config().requireObject<atlas.GetDataLakePipelineRunArgs>("run");
const run = new atlas.DataLakePipelineRun("nightly", { projectId, pipelineName, pipelineRunId });
export const snapshotId: pulumi.Output<string | undefined> = run.snapshotId;
export const size: pulumi.Output<number | undefined> = run.stats.apply((stats) => stats?.bytesExported);
export const viaFunction = atlas.getDataLakePipelineRunOutput({ projectId, pipelineName, pipelineRunId }).datasetName;
`;

describe("a TypeScript program outside the checkout, with the packed tarball", function () {
  let test: TestAtlas;
  let folder: string;
  const engine = useEngine(async (pulumi) => {
    test = await startTestAtlas();
    folder = createConsumer(join(pulumi.folder, "consumer"), PROGRAM);
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
  });

  async function succeed(args: readonly string[]): Promise<string> {
    const result = await engine.pulumi.run(args, { cwd: folder });
    assert.equal(result.exitCode, 0, result.stdout + result.stderr);
    return result.stdout;
  }

  for (const kind of KINDS) {
    it(`previews and ups with ${kind} from the stack configuration, and leaves no token`, async () => {
      const config = test.config(kind);
      await succeed(["stack", "init", kind.toLowerCase()]);
      const plain = Object.entries(RUN_ARGS).map(([key, value]) => `run.${key}=${value}`);
      await succeed(["config", "set-all", "--path", ...plain.flatMap((entry) => ["--plaintext", entry])]);
      const entries = Object.entries(config).flatMap(([key, value]) => [
        key === "mongodbatlas:baseUrl" ? "--plaintext" : "--secret",
        `${key}=${value}`,
      ]);
      await succeed(["config", "set-all", ...entries]);
      test.atlas.clearRequests();
      const shown = (await succeed(["up", "--yes"])).match(/snapshotId\s*: "32b6e34b3d91647abb20e7b8"/g);
      assert.equal(shown?.length, 2, "in the preview and in the update");
      const reads = test.atlas.requests.filter(({ kind, status }) => kind === "api" && status === 200);
      assert.equal(reads.length, 4, "by the resource and by the function, in the preview and in the update");
      assert.equal(test.atlas.liveTokens(config["mongodbatlas:clientId"] ?? ""), 0);
      const outputs: unknown = JSON.parse(await succeed(["stack", "output", "--json"]));
      const { snapshotId, datasetName, stats } = RUN.run;
      assert.deepEqual(outputs, { snapshotId, viaFunction: datasetName, size: stats?.bytesExported });
    });
  }

  it("stores a provider of at most 300 bytes without path or version, and at most 2.5 KB a run", async () => {
    const state = JSON.parse(await succeed(["stack", "export"])) as {
      deployment: { resources: StateResource[] };
    };
    const run = state.deployment.resources.find(({ type }) => type.endsWith(":DataLakePipelineRun"));
    const provider = String(run?.outputs?.["__provider"]);
    assert.ok(provider.length <= 300, `${provider.length} bytes`);
    assert.doesNotMatch(provider, /\d+\.\d+|node_modules|file:|[A-Z]:\\/);
    for (const path of [folder, process.cwd(), "/dist/"]) assert.ok(!provider.includes(path), path);
    const size = Buffer.byteLength(JSON.stringify(run));
    assert.ok(size <= 2500, `${size} bytes`);
  });
});
