import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as atlas from "pulumi-atlas-data-lake";
import { startLocalAtlas, type LocalAtlas } from "../../provider/testing/index.js";
import { EngineProject } from "../../tools/engine/project.js";
import { canaries, leaked, markedCredentials, type MarkedCredentials } from "../helpers/engine/canaries.js";
import { Later } from "../helpers/engine/dependants.js";
import { InlineProject } from "../helpers/engine/inline-project.js";
import { RUN, RUN_ARGS, startTestAtlas, type TestAtlas } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";

const ARGS = JSON.stringify(RUN_ARGS);
const PIPELINE = JSON.stringify({ projectId: RUN.projectId, pipelineName: RUN.pipelineName });

/** Reads with the stack's access token, and in each way with the API key of another organization. */
const PROGRAM = `
  class Component extends pulumi.ComponentResource {
    constructor(name, opts) {
      super("test:index:Component", name, {}, opts);
      this.run = new atlas.DataLakePipelineRun("inside", ${ARGS}, { parent: this });
      this.latest = atlas.getLatestDataLakePipelineRunOutput(${PIPELINE}, { parent: this });
    }
  }
  module.exports = async () => {
    const orgB = new atlas.Provider("orgB", JSON.parse(process.env.ORG_B));
    const component = new Component("component", { providers: [orgB] });
    const { results } = atlas.getDataLakePipelineRunsOutput(${PIPELINE}, { provider: orgB, dependsOn: component });
    return {
      ofStack: [
        new atlas.DataLakePipelineRun("ofStack", ${ARGS}).state,
        (await atlas.getDataLakePipelineRun(${ARGS})).state,
      ],
      ofB: [
        new atlas.DataLakePipelineRun("ofB", ${ARGS}, { provider: orgB }).state,
        component.run.state,
        component.latest.state,
        (await atlas.getDataLakePipelineRun(${ARGS}, { provider: orgB })).state,
        results[0].state,
      ],
    };
  };`;
const OUTPUTS = { ofStack: ["PENDING", "PENDING"], ofB: ["DONE", "DONE", "DONE", "DONE", "DONE"] };

/** The public key of a Digest response, or the header as it is. */
function userOf(authorization: string): string {
  return /username="([^"]*)"/.exec(authorization)?.[1] ?? authorization;
}

describe("explicit provider on the engine", function () {
  let orgA: TestAtlas;
  let orgB: LocalAtlas;
  let first: MarkedCredentials;
  let second: MarkedCredentials;
  let project: EngineProject;
  const printed: string[] = [];
  const engine = useEngine(async (pulumi) => {
    [first, second] = [markedCredentials(), markedCredentials()];
    orgA = await startTestAtlas();
    orgB = await startLocalAtlas({
      runs: [{ ...RUN, run: { ...RUN.run, state: "DONE" } }],
      apiKeys: [first, second].map(({ publicKey, privateKey }) => ({ publicKey, privateKey })),
      deprecated: false,
    });
    project = new EngineProject(pulumi, "explicit", PROGRAM);
    await project.configureWithSecrets(orgA.config("accessToken"));
  });

  after(async () => {
    await (orgA as TestAtlas | undefined)?.atlas.close();
    await (orgB as LocalAtlas | undefined)?.close();
  });

  beforeEach(() => {
    orgA.atlas.clearRequests();
    orgB.clearRequests();
  });

  /** The arguments of the provider, in the environment. A source of credentials that must not be used is there as well. */
  const env = ({ publicKey, privateKey }: MarkedCredentials): NodeJS.ProcessEnv => ({
    ORG_B: JSON.stringify({ publicKey, privateKey, baseUrl: orgB.baseUrl }),
    MONGODB_ATLAS_ACCESS_TOKEN: "token-of-the-environment",
  });

  /** Runs a command that has to succeed, and keeps what it prints. */
  async function run(args: readonly string[], key: MarkedCredentials): Promise<void> {
    const { exitCode, stdout, stderr } = await project.cli(args, { env: env(key) });
    printed.push(stdout, stderr);
    assert.equal(exitCode, 0, stdout + stderr);
  }

  /** Each organization was read with its own credentials, and with none else. */
  function assertRead(key: MarkedCredentials): void {
    const used = (server: LocalAtlas): readonly unknown[] => {
      const read = server.requests.filter(({ status }) => status === 200);
      return [...new Set(read.map(({ headers: { authorization = "" } }) => userOf(authorization)))];
    };
    assert.deepEqual(used(orgA.atlas), [
      `Bearer ${orgA.config("accessToken")["mongodbatlas:accessToken"] ?? ""}`,
    ]);
    assert.deepEqual(used(orgB), [key.publicKey]);
  }

  /** Names of the resources whose entry in the state, decrypted, has the private key: for each of the two. */
  async function entriesWithKeys(): Promise<readonly (readonly string[])[]> {
    const exported = await project.succeed(["stack", "export", "--show-secrets"]);
    const { deployment } = JSON.parse(exported) as { deployment: { resources: readonly { urn: string }[] } };
    return [first, second].map(({ privateKey }) => {
      // Its first part, which no encoding changes.
      const has = (entry: object): boolean => JSON.stringify(entry).includes(privateKey.slice(0, 16));
      return deployment.resources.filter(has).map(({ urn }) => urn.replace(/^.*::/, ""));
    });
  }

  it("reads another organization in each way, and its credentials stand in its own entry alone, encrypted", async () => {
    await run(["up", "--yes"], first);
    assert.deepEqual(project.outputs(), OUTPUTS);
    assertRead(first);
    printed.push(await project.succeed(["stack", "export"]));
    assert.deepEqual(await entriesWithKeys(), [["orgB"], []]);
    assertNothingLeaked();
  });

  it("reads with another key in the same preview, and a refresh with the stored one until the update", async () => {
    await run(["preview"], second);
    assertRead(second);
    for (const [args, key] of [
      [["refresh", "--yes", "--skip-preview"], first],
      [["up", "--yes", "--skip-preview", "--diff"], second],
    ] as const) {
      for (const server of [orgA.atlas, orgB]) server.clearRequests();
      await run(args, second);
      assertRead(key);
    }
    assert.deepEqual(await entriesWithKeys(), [[], ["orgB"]]);
    assertNothingLeaked();
  });

  it("gives unknown outputs while a credential is unknown, reads in the update, and serves inline programs", async () => {
    const { publicKey, privateKey } = first;
    const project = new InlineProject(engine.pulumi, "explicit-inline");
    project.configure(orgA.config("accessToken"));
    project.inline = () => {
      const made = new Later("made", privateKey);
      const args = { publicKey, privateKey: made.value, baseUrl: orgB.baseUrl };
      const provider = new atlas.Provider("orgB", args);
      const run = new atlas.DataLakePipelineRun("ofB", RUN_ARGS, { provider });
      return Promise.resolve({
        states: [run.state, atlas.getDataLakePipelineRunOutput(RUN_ARGS, { provider }).state],
        plain: atlas.getDataLakePipelineRun(RUN_ARGS, { provider }).then(({ state }) => state, String),
      });
    };
    const preview = await project.preview();
    assert.match(preview, /\[0\]: \[unknown\]\s+\[1\]: \[unknown\]/);
    assert.match(
      preview,
      /plain *: ".*getDataLakePipelineRun: the provider \\"orgB\\" has an argument that is not known yet/,
    );
    assert.deepEqual([...orgA.atlas.requests, ...orgB.requests], []);
    await project.up();
    assert.deepEqual(project.outputs(), { plain: "DONE", states: ["DONE", "DONE"] });
  });

  function assertNothingLeaked(): void {
    const files = readdirSync(engine.pulumi.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1"));
    const secrets = [first, second].flatMap((credentials) => canaries(credentials, []));
    for (const text of [...files, ...printed]) assert.deepEqual(leaked(text, secrets), []);
  }
});
