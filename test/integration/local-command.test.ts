import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDataLakePipelineRun } from "../../provider/index.js";
import { examplePipelineRun, type LocalAtlasOptions } from "../../provider/testing/index.js";
import { RUN_ARGS } from "../helpers/local-atlas.js";
import { COMMAND, LocalCommand, scenarioText } from "../helpers/local-command.js";
import { MEDIA_TYPE, curl, read, RUN_PATH, send, toolOrSkip } from "../helpers/local-atlas-client.js";
import { setConfig } from "../helpers/loopback.js";

const TOKEN = "token-of-the-scenario";
const ACCOUNT = { clientId: "client-of-the-scenario", clientSecret: "secret-of-the-scenario" };
const KEY = { publicKey: "public-of-the-scenario", privateKey: "private-of-the-scenario" };
const CREDENTIALS = { accessTokens: [{ token: TOKEN }], serviceAccounts: [ACCOUNT], apiKeys: [KEY] };
const PATH = "…/32b6e34b3d91647abb20e7b8/pipelines/nightly/runs/32b6e34b3d91647abb20e7b8";

describe("the command pulumi-atlas-data-lake-local", () => {
  let folder: string;
  let command: LocalCommand;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "local-command-"));
  });

  afterEach(() => command.kill());

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const start = async (...args: readonly string[]): Promise<void> => {
    command = await LocalCommand.start(process.execPath, COMMAND, "--port", "0", ...args);
  };
  const serve = async (scenario: LocalAtlasOptions): Promise<void> => {
    const file = join(folder, "scenario.json");
    writeFileSync(file, scenarioText(scenario));
    await start(file);
  };
  const bearer = (): Promise<{ status: number; json: Record<string, unknown> }> =>
    read(command.baseUrl + RUN_PATH, { authorization: `Bearer ${TOKEN}` });
  /** The log without times. */
  const logged = (): readonly string[] => command.log.map((line) => line.replace(/^\d\d:\d\d:\d\d /, ""));

  context("when it is started without a scenario", () => {
    const KINDS = {
      "an access token": ["accessToken"],
      "a service account": ["clientId", "clientSecret"],
      "an API key": ["publicKey", "privateKey"],
    };
    for (const [kind, keys] of Object.entries(KINDS)) {
      it(`serves a run that is done to ${kind} of the configuration that it prints`, async () => {
        await start();
        setConfig(command.config("mongodbatlas:baseUrl", ...keys.map((key) => `mongodbatlas:${key}`)));
        const args = command.config("projectId", "pipelineName", "pipelineRunId") as typeof RUN_ARGS;
        const { id, state, snapshotId } = await getDataLakePipelineRun(args);
        const { projectId, pipelineName, run } = examplePipelineRun;
        assert.deepEqual(
          [id, state, snapshotId],
          [`${projectId}/${pipelineName}/${run._id}`, "DONE", run.snapshotId],
        );
      });
    }

    it("serves runs in each state, and one that changes until it is done", async () => {
      await start();
      assert.deepEqual(
        logged().map((line) => line.replace(/^run (\w+) of .*?: /, "$1 ")),
        [
          "32b6e34b3d91647abb20e7b8 DONE",
          "32b6e34b3d91647abb20e7b9 FAILED",
          "32b6e34b3d91647abb20e7ba PENDING",
          "32b6e34b3d91647abb20e7bb PENDING, IN_PROGRESS after 30 s, DONE after 60 s",
        ],
      );
    });
  });

  context("when runs have transitions", () => {
    it("serves and logs them at their time", async () => {
      const transitions = [
        { afterSeconds: 2, set: { state: "IN_PROGRESS", phase: "EXPORT" } },
        { afterSeconds: 2.5, set: { state: "DONE" } },
      ];
      await serve({ ...CREDENTIALS, runs: [{ ...examplePipelineRun, transitions }] });
      assert.equal((await bearer()).json["state"], "PENDING");
      await command.until(/: state IN_PROGRESS, phase EXPORT\n/);
      assert.equal((await bearer()).json["state"], "IN_PROGRESS");
      await command.until(/: state DONE\n/);
      assert.equal((await bearer()).json["state"], "DONE");
      await command.until(/: state DONE\n.* api 200 .*\n$/);
      assert.deepEqual(logged(), [
        'run 32b6e34b3d91647abb20e7b8 of pipeline "nightly" in project 32b6e34b3d91647abb20e7b8: ' +
          "PENDING, IN_PROGRESS after 2 s, DONE after 2.5 s",
        `GET ${PATH} api 200 (access token)`,
        'run 32b6e34b3d91647abb20e7b8 of pipeline "nightly": state IN_PROGRESS, phase EXPORT',
        `GET ${PATH} api 200 (access token)`,
        'run 32b6e34b3d91647abb20e7b8 of pipeline "nightly": state DONE',
        `GET ${PATH} api 200 (access token)`,
      ]);
    });
  });

  context("when there are requests", () => {
    it("logs the kind of credentials of each, and no credential", async function () {
      toolOrSkip(this, "curl", "--version");
      await serve({ ...CREDENTIALS, runs: [examplePipelineRun] });
      const url = command.baseUrl + RUN_PATH;
      const accept = ["--header", `Accept: ${MEDIA_TYPE}`];
      await curl(...accept, "--digest", "--user", `${KEY.publicKey}:${KEY.privateKey}`, url);
      const basic = ["--user", `${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`];
      const token = await curl(
        ...basic,
        "--data",
        "grant_type=client_credentials",
        `${command.baseUrl}/api/oauth/token`,
      );
      const issued = (JSON.parse(token) as { access_token: string }).access_token;
      const asIssued = { headers: { accept: MEDIA_TYPE, authorization: `Bearer ${issued}` } };
      await send(url, asIssued);
      await curl(...basic, "--data", `token=${issued}`, `${command.baseUrl}/api/oauth/revoke`);
      await send(url, asIssued);
      await bearer();
      await send(`${command.baseUrl}/?a=${TOKEN}`, { headers: { authorization: "Odd x" } });
      await command.until(/ other 404 /);
      assert.deepEqual(logged().slice(1), [
        `GET ${PATH} api 401 (no credentials, Digest challenge)`,
        `GET ${PATH} api 200 (API key)`,
        "POST /api/oauth/token token 200 (service account)",
        `GET ${PATH} api 200 (service account)`,
        "POST /api/oauth/revoke revoke 200 (service account)",
        `GET ${PATH} api 401 (unknown credentials)`,
        `GET ${PATH} api 200 (access token)`,
        "GET / other 404 (unknown credentials)",
      ]);
      const log = command.log.join("\n");
      for (const secret of [TOKEN, issued, ...Object.values(ACCOUNT), ...Object.values(KEY)]) {
        assert.ok(!log.includes(secret), `${secret} is in the log:\n${log}`);
      }
    });

    it("logs the faults of the scenario as they strike", async () => {
      const faults = [
        { fault: { type: "rateLimited", retryAfter: 0 }, times: 1, kind: "api" },
        { fault: { type: "reset" }, times: 1 },
      ] as const;
      await serve({ ...CREDENTIALS, runs: [examplePipelineRun], faults });
      setConfig(command.config("mongodbatlas:baseUrl", "mongodbatlas:accessToken"));
      assert.equal((await getDataLakePipelineRun(RUN_ARGS)).state, "PENDING");
      await command.until(/ api 200 /);
      assert.deepEqual(logged().slice(1), [
        `GET ${PATH} api 429 (access token, fault rateLimited)`,
        `GET ${PATH} api no response (access token, fault reset)`,
        `GET ${PATH} api 200 (access token)`,
      ]);
    });
  });

  context("when it is told to stop", () => {
    const pending = [{ afterSeconds: 3600, set: { state: "DONE" } }];
    const scenario: LocalAtlasOptions = {
      ...CREDENTIALS,
      runs: [{ ...examplePipelineRun, transitions: pending }],
      faults: [{ fault: { type: "hang", at: "midBody" } }],
    };

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      it(`ends with exit code 0 at ${signal}, with all that is pending, and frees its port`, async () => {
        await serve(scenario);
        const { baseUrl } = command;
        const headers = { accept: MEDIA_TYPE, authorization: `Bearer ${TOKEN}` };
        const [inFlight] = (await once(get(baseUrl + RUN_PATH, { headers }), "response")) as [
          IncomingMessage,
        ];
        const brokenOff = assert.rejects(inFlight.toArray(), { code: "ECONNRESET" });
        command.signal(signal);
        assert.equal(await command.end(), 0);
        await brokenOff;
        assert.match(command.log.at(-1) ?? "", / api 200 \(access token, fault hang\)$/);
        command = await LocalCommand.start(process.execPath, COMMAND, "--port", new URL(baseUrl).port);
        assert.equal(command.baseUrl, baseUrl);
      });
    }

    it("ends at once at the second Ctrl-C, even if something keeps it alive", async () => {
      const alive = ["--import", "data:text/javascript,setInterval(() => {}, 1000)"];
      command = await LocalCommand.start(process.execPath, ...alive, COMMAND, "--port", "0");
      command.signal("SIGINT");
      const deadline = Date.now() + 5_000;
      while (
        await send(command.baseUrl).then(
          () => true,
          () => false,
        )
      )
        assert.ok(Date.now() < deadline);
      assert.ok(command.running);
      command.signal("SIGINT");
      assert.equal(await command.end(), "SIGINT");
    });

    it("ends when its output is closed", async () => {
      await serve({ ...CREDENTIALS, runs: [examplePipelineRun] });
      command.stopReading();
      await bearer().catch(() => undefined);
      assert.equal(await command.end(), 0);
    });
  });
});
