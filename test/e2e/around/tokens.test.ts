import assert from "node:assert/strict";
import { failed, useProjects } from "../../helpers/engine/use-projects.js";
import { RUN_ARGS } from "../../helpers/local-atlas.js";

const ARGS = JSON.stringify(RUN_ARGS);
const MISSING = JSON.stringify({ ...RUN_ARGS, pipelineRunId: "f".repeat(24) });
/** Reads with a resource, so that the provider's process has a token too. */
const RESOURCE = `const run = new atlas.DataLakePipelineRun("nightly", ${ARGS});`;
const READ = `await atlas.getDataLakePipelineRun(${ARGS});`;

/** Programs that end with an error, what it says, and how many tokens are not revoked. */
const ENDS: Readonly<Record<string, readonly [body: string, error: RegExp, live: number]>> = {
  "a function's error is not caught": [
    `${RESOURCE} await atlas.getDataLakePipelineRun(${MISSING});`,
    /404 from Atlas/,
    0,
  ],
  "the program ends itself with process.exit(1)": [
    `${READ} ${RESOURCE} run.state.apply(() => process.exit(1));`,
    /Program exited with non-zero exit code: 1$/m,
    0,
  ],
  // The engine ends the program with SIGINT, for which nothing listens there. Its token expires by itself.
  "a resource's run is not found, but the program's": [
    `${READ} new atlas.DataLakePipelineRun("missing", ${MISSING});`,
    /404 from Atlas/,
    1,
  ],
};

describe("tokens of a service account on the engine", function () {
  const test = useProjects("tokens");

  /** Previews a program, which has to fail, and says how many tokens are not revoked then. */
  async function previewFails(body: string, error: RegExp): Promise<number> {
    const project = test.project(`module.exports = async () => { ${body} };`);
    const config = test.config("serviceAccount");
    project.configure(config);
    assert.match((await failed(project, ["preview"])).stdout, error);
    const live = test.atlas.liveTokens(String(config["mongodbatlas:clientId"]));
    test.atlas.expireTokens();
    return live;
  }

  for (const [name, [body, error, live]] of Object.entries(ENDS)) {
    it(`are one for each process, and revoked when ${name}`, async () => {
      assert.equal(await previewFails(body, error), live);
      const sent = test.atlas.requests.filter(({ kind }) => kind === "token");
      assert.equal(sent.length, 2);
    });
  }

  it("do not delay the end of the program when their revocation hangs", async () => {
    test.atlas.fail({ type: "hang" }, { kind: "revoke" });
    const start = Date.now();
    assert.equal(await previewFails(`${READ} process.exit(1);`, /exit code: 1/), 1);
    assert.ok(Date.now() - start < 15_000, "far longer than the limit of 2 s");
  });
});
