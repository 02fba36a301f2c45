import assert from "node:assert/strict";
import { type PulumiResult } from "../../../tools/engine/isolated-pulumi.js";
import { RUN, RUN_ARGS, startTestAtlas, type TestAtlas } from "../../helpers/local-atlas.js";
import { EngineProject } from "../../../tools/engine/project.js";
import { useEngine } from "../../helpers/use-engine.js";

const ARGS = JSON.stringify(RUN_ARGS);
const MISSING = JSON.stringify({ ...RUN_ARGS, pipelineRunId: "f".repeat(24) });
/** Reads with a resource, so that the provider's process has a token too. */
const RESOURCE = `const run = new atlas.DataLakePipelineRun("nightly", ${ARGS});`;
const READ = `await atlas.getDataLakePipelineRun(${ARGS});`;
const program = (body: string): string => `module.exports = async () => { ${body} };`;

/** One for the program's process, and one for the provider's. */
const PROCESSES = 2;
const MANY = 20;

describe("tokens of a service account on the engine", function () {
  let test: TestAtlas;
  let project: EngineProject;
  let account: string;
  useEngine(async (pulumi) => {
    test = await startTestAtlas({ maxLiveTokens: PROCESSES });
    for (let n = 0; n < MANY; n++) test.atlas.setRun({ ...RUN, run: { ...RUN.run, _id: runIdOf(n) } });
    project = new EngineProject(pulumi, "tokens", "");
    const config = test.config("serviceAccount");
    account = String(config["mongodbatlas:clientId"]);
    project.configure(config);
  });

  after(async () => {
    await (test as TestAtlas | undefined)?.atlas.close();
  });

  beforeEach(() => {
    // Should one test leave a token behind, the others do not suffer for it.
    test.atlas.expireTokens();
    test.atlas.clearRequests();
  });

  const sent = (kind: "token" | "revoke"): number =>
    test.atlas.requests.filter((request) => request.kind === kind && request.status === 200).length;

  /** Each process has requested one token, and revoked it. */
  function assertRevoked(processes: number, revoked = processes): void {
    assert.equal(test.atlas.liveTokens(account), processes - revoked, "live tokens");
    assert.deepEqual({ token: sent("token"), revoke: sent("revoke") }, { token: processes, revoke: revoked });
  }

  it("are one for each process, however many reads there are, and are revoked each time", async () => {
    project.program(`
      const runs = [...Array(${MANY}).keys()].map((n) => (${ARGS_OF})(n));
      for (const args of runs) new atlas.DataLakePipelineRun("run-" + args.pipelineRunId, args);
      exports.read = pulumi.all(runs.map((args) => atlas.getDataLakePipelineRunOutput(args))).length;
    `);
    for (let n = 0; n < 2; n++) {
      test.atlas.clearRequests();
      await project.preview();
      assertRevoked(PROCESSES);
      const reads = test.atlas.requests.filter(({ kind, status }) => kind === "api" && status === 200);
      assert.equal(reads.length, PROCESSES * MANY);
    }
  });

  it("of the provider are revoked when a resource's run is not found", async () => {
    project.program(program(`${READ} new atlas.DataLakePipelineRun("missing", ${MISSING});`));
    const { exitCode, stdout }: PulumiResult = await project.cli(["preview"]);
    assert.notEqual(exitCode, 0, stdout);
    assert.match(stdout, /NOT_FOUND/);
    // The engine ends the program with SIGINT, for which nothing listens there. Its token expires by itself.
    assertRevoked(PROCESSES, 1);
  });

  /** Programs that end with an error of their own, and what it says. */
  const ENDS: readonly (readonly [name: string, body: string, error: RegExp])[] = [
    [
      "a function's error is not caught",
      `${RESOURCE} await atlas.getDataLakePipelineRun(${MISSING});`,
      /404/,
    ],
    [
      "the program ends itself with process.exit(1)",
      `${READ} ${RESOURCE} run.state.apply(() => process.exit(1));`,
      /error: an unhandled error occurred: Program exited with non-zero exit code: 1$/m,
    ],
  ];
  for (const [name, body, error] of ENDS) {
    it(`are revoked when ${name}`, async () => {
      project.program(program(body));
      const { exitCode, stdout }: PulumiResult = await project.cli(["preview"]);
      assert.notEqual(exitCode, 0, stdout);
      assert.match(stdout, error);
      assertRevoked(PROCESSES);
    });
  }

  it("do not delay the end of the program when their revocation hangs", async () => {
    test.atlas.fail({ type: "hang" }, { kind: "revoke" });
    project.program(program(`${READ} process.exit(1);`));
    const start = Date.now();
    const { exitCode, stdout } = await project.cli(["preview"]).finally(() => {
      test.atlas.clearFaults();
    });
    assert.notEqual(exitCode, 0, stdout);
    assert.ok(Date.now() - start < 15_000, "far longer than the limit of 2 s");
    assert.equal(test.atlas.liveTokens(account), 1);
  });
});

function runIdOf(n: number): string {
  return n.toString(16).padStart(24, "0");
}

/** The same in a program. */
const ARGS_OF = `(n) => ({ ...${ARGS}, pipelineRunId: n.toString(16).padStart(24, "0") })`;
