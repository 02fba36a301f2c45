import assert from "node:assert/strict";
import * as atlas from "pulumi-atlas-data-lake";
import { startLocalAtlas, type LocalAtlas } from "../../provider/testing/index.js";
import { filesIn, leaked, markedCredentials, type MarkedCredentials } from "../helpers/engine/canaries.js";
import { Later } from "../helpers/engine/dependants.js";
import { UP, useProjects } from "../helpers/engine/use-projects.js";
import { RUN, RUN_ARGS } from "../helpers/local-atlas.js";

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

/** The `Authorization` of the requests that a server has accepted, or of a Digest response its public key. */
function used(server: LocalAtlas): readonly string[] {
  const read = server.requests.filter(({ status }) => status === 200);
  const users = read.map(({ headers: { authorization = "" } }) => authorization);
  return [...new Set(users.map((sent) => /username="([^"]*)"/.exec(sent)?.[1] ?? sent))];
}

describe("explicit provider on the engine", function () {
  const test = useProjects("explicit");
  const [first, second] = [markedCredentials(), markedCredentials()];
  let orgB: LocalAtlas;

  before(async () => {
    orgB = await startLocalAtlas({
      runs: [{ ...RUN, run: { ...RUN.run, state: "DONE" } }],
      apiKeys: [first, second].map(({ publicKey, privateKey }) => ({ publicKey, privateKey })),
      deprecated: false,
    });
  });

  after(() => orgB.close());

  beforeEach(() => {
    orgB.clearRequests();
  });

  it("reads another organization in each way, and its credentials stand in its own entry alone, encrypted", async () => {
    const project = test.project(PROGRAM);
    const config = test.config("accessToken");
    await project.configureWithSecrets(config);
    const printed: string[] = [];

    /** Runs a command with the second key or the first one, and checks that each organization is read with its own alone. */
    const reads = async (args: readonly string[], given: MarkedCredentials, key = given): Promise<void> => {
      for (const server of [test.atlas, orgB]) server.clearRequests();
      const { publicKey, privateKey } = given;
      const env = {
        ORG_B: JSON.stringify({ publicKey, privateKey, baseUrl: orgB.baseUrl }),
        // A source of credentials that must not be used.
        MONGODB_ATLAS_ACCESS_TOKEN: "token-of-the-environment",
      };
      const { exitCode, stdout, stderr } = await project.cli(args, { env });
      printed.push(stdout, stderr);
      assert.equal(exitCode, 0, stdout + stderr);
      assert.deepEqual(used(test.atlas), [`Bearer ${config["mongodbatlas:accessToken"] ?? ""}`]);
      assert.deepEqual(used(orgB), [key.publicKey]);
    };
    /** Names of the resources whose entry in the state, decrypted, has the private key: for each of the two. */
    const entriesWithKeys = async (): Promise<readonly (readonly string[])[]> => {
      const exported = await project.succeed(["stack", "export", "--show-secrets"]);
      const { deployment } = JSON.parse(exported) as { deployment: { resources: { urn: string }[] } };
      // The first part of a key, which no encoding changes.
      return [first, second].map(({ privateKey }) =>
        deployment.resources
          .filter((entry) => JSON.stringify(entry).includes(privateKey.slice(0, 16)))
          .map(({ urn }) => urn.replace(/^.*::/, "")),
      );
    };

    await reads(["up", "--yes"], first);
    assert.deepEqual(project.outputs(), OUTPUTS);
    printed.push(await project.succeed(["stack", "export"]));
    assert.deepEqual(await entriesWithKeys(), [["orgB"], []]);
    // Another key is used in the same preview, and the stored one by a refresh until the update.
    await reads(["preview"], second);
    await reads(["refresh", "--yes", "--skip-preview"], second, first);
    await reads([...UP, "--diff"], second);
    assert.deepEqual(await entriesWithKeys(), [[], ["orgB"]]);
    const keys = [first.privateKey, second.privateKey];
    for (const text of [...filesIn(test.pulumi.folder).map(([, text]) => text), ...printed])
      assert.deepEqual(leaked(text, keys), []);
  });

  it("gives unknown outputs while a credential is unknown, reads in the update, and serves inline programs", async () => {
    const { publicKey, privateKey } = first;
    const project = test.inline(() => {
      const made = new Later("made", privateKey);
      const args = { publicKey, privateKey: made.value, baseUrl: orgB.baseUrl };
      const provider = new atlas.Provider("orgB", args);
      const run = new atlas.DataLakePipelineRun("ofB", RUN_ARGS, { provider });
      return Promise.resolve({
        states: [run.state, atlas.getDataLakePipelineRunOutput(RUN_ARGS, { provider }).state],
        plain: atlas.getDataLakePipelineRun(RUN_ARGS, { provider }).then(({ state }) => state, String),
      });
    });
    const preview = await project.preview();
    assert.match(preview, /\[0\]: \[unknown\]\s+\[1\]: \[unknown\]/);
    assert.match(
      preview,
      /plain *: ".*getDataLakePipelineRun: the provider \\"orgB\\" has an argument that is not known yet/,
    );
    assert.deepEqual([...test.atlas.requests, ...orgB.requests], []);
    await project.up();
    assert.deepEqual(project.outputs(), { plain: "DONE", states: ["DONE", "DONE"] });
  });
});
