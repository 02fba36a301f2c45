import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startLocalAtlas, type LocalAtlas } from "../../provider/testing/index.js";
import { type PulumiResult } from "../../tools/engine/isolated-pulumi.js";
import { EngineProject } from "../../tools/engine/project.js";
import { filesIn, leaked, markedCredentials } from "../helpers/engine/canaries.js";
import { echoing } from "../helpers/engine/echoing.js";
import { KINDS, RUN, RUN_ARGS, type Kind } from "../helpers/local-atlas.js";
import { useEngine } from "../helpers/use-engine.js";
import { startWire, type Wire } from "../helpers/wire/wire.js";

/** How reads fail, by the id of the run: a response that echoes the credentials, or a fault of the connection. */
const ECHOED = ["200", "302", "401", "403", "500"];
const FAULTS = ["reset", "hang", "truncate"] as const;
const idOf = (start: string): string => start.padEnd(24, "0");
const FAULT_IDS = FAULTS.map((_, at) => idOf(`a${at + 1}`));
const argsOf = (id: string): string => JSON.stringify({ ...RUN_ARGS, pipelineRunId: id });

const FUNCTIONS = `module.exports = async () => {
  const reads = await Promise.allSettled(
    ${JSON.stringify([...ECHOED.map(idOf), ...FAULT_IDS, RUN.run._id])}
      .map((pipelineRunId) => atlas.getDataLakePipelineRun({ ...${JSON.stringify(RUN_ARGS)}, pipelineRunId })));
  const all = { depth: 9, showHidden: true };
  for (const { reason } of reads) if (reason) console.log("caught", require("util").inspect(reason, all));
  // Created last: its error ends the preview.
  new atlas.DataLakePipelineRun("nightly", ${argsOf(idOf("401"))});
  return { states: reads.map(({ status }) => status) };
};`;
const both = (id: string): string => `
  exports.resource = new atlas.DataLakePipelineRun("nightly", ${argsOf(id)});
  exports.function = atlas.getDataLakePipelineRunOutput(${argsOf(id)});`;

/** Reads with a provider whose credentials come from the secrets of the stack, which the engine redacts in debug logs. */
const ofProvider = (id: string): string => `
  const config = new pulumi.Config("mongodbatlas");
  const [clientId, clientSecret] = ["clientId", "clientSecret"].map((key) => config.requireSecret(key));
  const provider = new atlas.Provider("ofConfig", { clientId, clientSecret, baseUrl: config.require("baseUrl") });
  exports.ofProvider = new atlas.DataLakePipelineRun("ofProvider", ${argsOf(id)}, { provider });`;

/**
 * With -v=9 the engine itself writes down the configuration that it gives to a provider, as it does for every
 * provider: this is the one line in which a secret stands.
 */
const ENGINES_OWN = /"Marshaling property for RPC\[Provider\[\w+\]\.Configure\(\)\.inputs\]: value=/;

/** The credentials that a stack is configured with. */
const CREDENTIALS = {
  accessToken: ["accessToken"],
  serviceAccount: ["clientId", "clientSecret"],
  apiKey: ["publicKey", "privateKey"],
} as const;

interface Watched {
  readonly project: EngineProject;
  readonly seen: Map<string, string>;
  readonly run: (...args: readonly string[]) => Promise<PulumiResult>;
}

describe("secrets on the engine", function () {
  const credentials = markedCredentials();
  const { accessToken, clientId, clientSecret, publicKey, privateKey } = credentials;
  let atlas: LocalAtlas;
  let wire: Wire;
  const engine = useEngine(async () => {
    atlas = await startLocalAtlas({
      runs: [RUN, ...FAULT_IDS.map((_id) => ({ ...RUN, run: { ...RUN.run, _id } }))],
      accessTokens: [{ token: accessToken }],
      serviceAccounts: [{ clientId, clientSecret }],
      apiKeys: [{ publicKey, privateKey }],
    });
    wire = await startWire(atlas.baseUrl);
    const runs = `/api/atlas/v2/groups/${RUN.projectId}/pipelines/${RUN.pipelineName}/runs`;
    for (const status of ECHOED)
      wire.response(echoing(atlas.baseUrl, Number(status)), { path: `${runs}/${idOf(status)}` });
  });

  after(async () => {
    await (wire as Wire | undefined)?.close();
    await (atlas as LocalAtlas | undefined)?.close();
  });

  beforeEach(() => {
    atlas.clearFaults();
    FAULTS.forEach((type, at) => {
      atlas.fail({ type }, { path: new RegExp(`${FAULT_IDS[at] ?? ""}$`) });
    });
  });

  /** A project whose commands' whole output is kept, by where it was written. */
  async function watched(kind: Kind, name: string, program: string): Promise<Watched> {
    const project = new EngineProject(engine.pulumi, `secrets-${name}`, program);
    await project.configureWithSecrets({
      ...Object.fromEntries(CREDENTIALS[kind].map((name) => [`mongodbatlas:${name}`, credentials[name]])),
      "mongodbatlas:baseUrl": wire.baseUrl,
      "atlas-data-lake:requestTimeoutSeconds": "3",
      "atlas-data-lake:retryTimeoutSeconds": "3",
    });
    const seen = new Map<string, string>();
    const events = join(engine.pulumi.folder, `events-${name}`);
    const run = async (...args: readonly string[]): Promise<PulumiResult> => {
      const env = { PULUMI_DEBUG_COMMANDS: "true" };
      const result = await project.cli([...args, "--event-log", events], { env });
      const own = result.stderr.split("\n").filter((line) => !ENGINES_OWN.test(line));
      const at = `${String(seen.size)}: ${args.join(" ")}`;
      seen.set(`stdout ${at}`, result.stdout);
      seen.set(`stderr ${at}`, own.join("\n"));
      seen.set(`events ${at}`, readFileSync(events, "utf8"));
      rmSync(events);
      return result;
    };
    return { project, seen, run };
  }

  function assertNothingLeft(kind: Kind, { project, seen }: Watched): void {
    seen.set("settings", project.read("Pulumi.test.yaml"));
    for (const [name, text] of filesIn(engine.pulumi.folder)) seen.set(name, text);
    assert.ok(
      [...seen.keys()].some((source) => /backend.*\.json$/.test(source)),
      "the state is among the files",
    );
    // What was issued or made is looked for as well.
    const sent = wire.requests.flatMap(
      ({ headers: { authorization = "" } }) => /^(?:Bearer|Basic) (.*)$/.exec(authorization)?.[1] ?? [],
    );
    const secrets = [...new Set([accessToken, clientSecret, privateKey, ...sent])];
    assert.ok(secrets.length >= 3 + (kind === "accessToken" ? 0 : 2));
    for (const [source, text] of seen) assert.deepEqual(leaked(text, secrets), [], source);
  }

  for (const kind of KINDS) {
    it(`leave by no error, whatever Atlas responds (${kind})`, async () => {
      const all = await watched(kind, kind.toLowerCase(), FUNCTIONS);
      const { exitCode, stdout } = await all.run("preview", "--logtostderr", "-v=9");
      assert.notEqual(exitCode, 0, stdout);
      assert.match(stdout, /error: Preview failed: 401 from Atlas/);
      const caught = new Set(stdout.match(/caught \[?Atlas\w+: .*run nightly\/\w{24}/g));
      assert.equal(caught.size, ECHOED.length + FAULTS.length, stdout);
      assertNothingLeft(kind, all);
    });
  }

  it("leave at no step of a stack's life, nor by an error in one", async () => {
    const all = await watched("serviceAccount", "life", both(RUN.run._id));
    const up = await all.run("up", "--yes", "--skip-preview", "--logtostderr", "-v=9");
    assert.equal(up.exitCode, 0, up.stdout);
    all.seen.set("stack export", await all.project.succeed(["stack", "export"]));
    all.project.program(ofProvider(idOf("403")));
    const debug = await all.run("up", "--yes", "--skip-preview", "--debug", "--logtostderr", "-v=8");
    assert.match(
      debug.stdout,
      /403 from Atlas at \S+: .* with the service account from the provider "ofConfig"/,
    );
    assert.match(debug.stdout, /RegisterResource RPC finished: .*mongodbatlas:clientSecret.*\[secret\]/);
    const detail = [clientId, clientSecret]
      .flatMap((text) => [text, encodeURIComponent(text), Buffer.from(text).toString("base64")])
      .join(" ");
    atlas.fail({ type: "status", status: 500, error: { detail } });
    // On a busy machine the deadline may end the last attempt.
    const refreshed = (await all.run("refresh", "--yes", "--skip-preview")).stdout;
    assert.match(refreshed, /500 from Atlas|no complete response within/);
    assert.equal((await all.run("destroy", "--yes", "--skip-preview")).exitCode, 0);
    assertNothingLeft("serviceAccount", all);
  });
});
