import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RUN, RUN_ARGS, useTestAtlas } from "../../helpers/local-atlas.js";
import { installPacked } from "../../helpers/packed.js";
import { EngineProject } from "../../../tools/engine/project.js";
import { ROOT } from "../../../tools/root.js";
import { useEngine } from "../../helpers/use-engine.js";

const PACKAGE = "pulumi-atlas-data-lake";
const PROGRAM = `exports.datasetName = new atlas.DataLakePipelineRun("nightly", ${JSON.stringify(RUN_ARGS)}).datasetName;`;

/** The state of the program above, as each release has written it: a release whose state differs adds its own. */
const RELEASES = ["1.0.0"];
/** The token that is encrypted in those states. */
const STORED_TOKEN = "token-in-a-state";
/** Where their local Atlas was. */
const STORED_URL = "http://127.0.0.1:0";

const NO_CHANGES = ["preview", "--expect-no-changes"];

describe("state that outlives the version that wrote it", function () {
  const engine = useEngine();
  const test = useTestAtlas({ accessTokens: [{ token: STORED_TOKEN }] });

  const config = (): Record<string, string> => ({
    "mongodbatlas:baseUrl": test.atlas.baseUrl,
    "mongodbatlas:accessToken": STORED_TOKEN,
  });

  /** The stack follows a change of the run in a refresh, and ends without a trace. */
  async function refreshAndDestroy(project: EngineProject): Promise<void> {
    test.atlas.updateRun(RUN.projectId, RUN.pipelineName, RUN.run._id, { state: "DONE" });
    test.atlas.clearRequests();
    await project.refresh();
    assert.equal(test.atlas.requests.length, 1, "requests of the refresh");
    assert.equal(project.runsInState()[0]?.outputs?.["state"], "DONE");
    await project.destroy();
    assert.deepEqual(project.runsInState(), []);
  }

  /** The version that read last says its name with each request. */
  function readBy(): string | undefined {
    return new RegExp(`^${PACKAGE}/(\\S+)`).exec(
      test.atlas.requests.at(-1)?.headers["user-agent"] ?? "",
    )?.[1];
  }

  it("is unchanged to a later version, in another folder", async () => {
    const first = new EngineProject(engine.pulumi, "versions", PROGRAM, {
      folder: join(engine.pulumi.folder, "first"),
    });
    installPacked(first.folder);
    first.configure(config());
    await first.up();
    assert.notEqual(readBy(), "9.8.7");

    const folder = join(engine.pulumi.folder, "else where", "moved");
    const moved = new EngineProject(engine.pulumi, "versions", PROGRAM, { folder });
    installPacked(moved.folder);
    moved.configure(config());
    const file = join(moved.folder, "node_modules", PACKAGE, "package.json");
    const manifest = JSON.parse(readFileSync(file, "utf8")) as object;
    writeFileSync(file, JSON.stringify({ ...manifest, version: "9.8.7" }));
    await moved.succeed(NO_CHANGES);
    assert.equal(readBy(), "9.8.7");
    await refreshAndDestroy(moved);
  });

  for (const release of RELEASES) {
    it(`is read, refreshed and destroyed where ${release} wrote it`, async () => {
      const project = new EngineProject(engine.pulumi, "released", PROGRAM);
      project.configure(config());
      const stored = readFileSync(join(ROOT, "test", "e2e", "fixtures", `state-${release}.json`), "utf8");
      const file = join(engine.pulumi.folder, `state-${release}.json`);
      writeFileSync(file, stored.replaceAll(STORED_URL, test.atlas.baseUrl));
      await project.succeed(["stack", "import", "--file", file]);
      assert.equal(project.runsInState()[0]?.outputs?.["state"], "PENDING");
      await project.succeed(NO_CHANGES);
      await refreshAndDestroy(project);
    });
  }
});
