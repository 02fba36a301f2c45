import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { getDataLakePipelineRun } from "../../provider/index.js";
import { EXAMPLE_SCENARIO } from "../../provider/testing/command/example-scenario.js";
import { readScenario } from "../../provider/testing/command/scenario-file.js";
import { examplePipelineRun, startLocalAtlas, type LocalAtlasOptions } from "../../provider/testing/index.js";
import { ROOT } from "../../tools/root.js";
import { setConfig } from "../helpers/functions.js";
import { MEDIA_TYPE, RUN_PATH, curl, send, toolOrSkip } from "../helpers/local-atlas-client.js";
import { RUN_ARGS } from "../helpers/local-atlas.js";
import { tempFolder } from "../helpers/temp-folder.js";

const NAME = "pulumi-atlas-data-lake-local";
const BUILT = join(ROOT, "dist", "testing", "command", "main.js");
const ID = RUN_ARGS.projectId;
const PATH = `…/${ID}/pipelines/nightly/runs/${ID}`;
const TOKEN = "token-of-the-scenario";
const ACCOUNT = { clientId: "client-of-the-scenario", clientSecret: "secret-of-the-scenario" };
const KEY = { publicKey: "public-of-the-scenario", privateKey: "private-of-the-scenario" };
const SCENARIO: LocalAtlasOptions = {
  runs: [examplePipelineRun],
  accessTokens: [{ token: TOKEN }],
  serviceAccounts: [ACCOUNT],
  apiKeys: [KEY],
};

describe(`the command ${NAME}`, () => {
  const { path: folder, remove } = tempFolder();
  const children: ChildProcess[] = [];

  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  after(remove);

  /** Starts the command, and waits until it listens. */
  const start = async (...args: readonly string[]) => {
    const child = spawn(process.execPath, [BUILT, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (more: string) => (text += more));
    /** The parts of a line that it prints, once it has. */
    const printed = async (pattern: RegExp): Promise<RegExpExecArray> => {
      for (;;) {
        const found = pattern.exec(text);
        if (found !== null) return found;
        assert.ok(child.exitCode === null && child.signalCode === null, text);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const [, baseUrl = "", settings = ""] = await printed(/^Local Atlas at (\S+)\. .*\n\n([^]*?)\n\n/);
    /** The runs, requests and transitions that it has printed after the configuration, without times. */
    const log = (): readonly string[] => {
      const lines = text
        .slice(text.indexOf(settings) + settings.length)
        .trim()
        .split("\n");
      return lines.map((line) => line.replace(/^\d\d:\d\d:\d\d /, ""));
    };
    return { child, baseUrl, settings, printed, log };
  };
  const serve = (scenario: LocalAtlasOptions): ReturnType<typeof start> => {
    const file = join(folder, "scenario.json");
    writeFileSync(file, JSON.stringify(scenario));
    return start("--port", "0", file);
  };
  const bearer = { accept: MEDIA_TYPE, authorization: `Bearer ${TOKEN}` };

  it("serves, without a scenario, a run that is DONE to each kind of credentials that it prints, and others", async () => {
    const { settings, log } = await start("--port", "0");
    const lines = settings.matchAll(/^ {2}pulumi config set (--secret )?(\S+) (\S+)$/gm);
    const [secret, plain] = [new Map<string, string>(), new Map<string, string>()];
    for (const [, option, key = "", value = ""] of lines) (option ? secret : plain).set(key, value);
    for (const keys of [["accessToken"], ["clientId", "clientSecret"], ["publicKey", "privateKey"]]) {
      const credentials = keys.map((key) => [`mongodbatlas:${key}`, secret.get(`mongodbatlas:${key}`) ?? ""]);
      setConfig(Object.fromEntries([...plain, ...credentials]) as Record<string, string>);
      const args = Object.fromEntries(plain) as unknown as typeof RUN_ARGS;
      const { projectId, pipelineName, pipelineRunId } = args;
      const { id, state } = await getDataLakePipelineRun({ projectId, pipelineName, pipelineRunId });
      assert.deepEqual([id, state], [`${ID}/nightly/32b6e34b3d91647abb20e7bc`, "DONE"]);
    }
    assert.deepEqual(
      log()
        .slice(0, 4)
        .map((line) => line.replace(/^run (\w+) of .*?: /, "$1 ")),
      [
        "32b6e34b3d91647abb20e7bc DONE",
        "32b6e34b3d91647abb20e7b9 FAILED",
        "32b6e34b3d91647abb20e7ba PENDING",
        "32b6e34b3d91647abb20e7bb PENDING, IN_PROGRESS 30 s after its first read, DONE 60 s after its first read",
      ],
    );
  });

  it("logs each request with the kind of its credentials and its fault, and no credential", async function () {
    toolOrSkip(this, "curl", "--version");
    const faults = [
      { fault: { type: "rateLimited", retryAfter: 0 }, times: 1 },
      { fault: { type: "reset" }, times: 1 },
    ] as const;
    const { baseUrl, printed, log } = await serve({ ...SCENARIO, faults });
    const url = baseUrl + RUN_PATH;
    await send(url, { headers: bearer });
    await assert.rejects(send(url, { headers: bearer }));
    const digest = ["--digest", "--user", `${KEY.publicKey}:${KEY.privateKey}`];
    await curl("--header", `Accept: ${MEDIA_TYPE}`, ...digest, url);
    const post = (path: string, form: string): Promise<string> => {
      const user = ["--user", `${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`];
      return curl(...user, "--data", form, `${baseUrl}/api/oauth/${path}`);
    };
    const grant = await post("token", "grant_type=client_credentials");
    const { access_token: issued } = JSON.parse(grant) as { access_token: string };
    const asIssued = { headers: { ...bearer, authorization: `Bearer ${issued}` } };
    await send(url, asIssued);
    await post("revoke", `token=${issued}`);
    await send(url, asIssued);
    await send(`${baseUrl}/?a=${TOKEN}`, { headers: { authorization: "Odd x" } });
    await printed(/ other 404 /);
    assert.deepEqual(log().slice(1), [
      `GET ${PATH} api 429 (access token, fault rateLimited)`,
      `GET ${PATH} api no response (access token, fault reset)`,
      `GET ${PATH} api 401 (no credentials, Digest challenge)`,
      `GET ${PATH} api 200 (API key)`,
      "POST /api/oauth/token token 200 (service account)",
      `GET ${PATH} api 200 (access token)`,
      "POST /api/oauth/revoke revoke 200 (service account)",
      `GET ${PATH} api 401 (access token)`,
      "GET / other 404 (unknown credentials)",
    ]);
    for (const secret of [TOKEN, issued, ...Object.values(ACCOUNT), ...Object.values(KEY)]) {
      assert.ok(!log().join().includes(secret), `${secret} is in the log`);
    }
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends with exit code 0 at ${signal}, with all that is pending, and frees its port`, async () => {
      const transitions = [{ afterSeconds: 3600, set: { state: "DONE" } }];
      const runs = [{ ...examplePipelineRun, transitions }];
      const faults = [{ fault: { type: "hang", at: "midBody" } }] as const;
      const { child, baseUrl, log } = await serve({ ...SCENARIO, runs, faults });
      const request = get(baseUrl + RUN_PATH, { headers: bearer });
      const [inFlight] = (await once(request, "response")) as [IncomingMessage];
      const brokenOff = assert.rejects(inFlight.toArray(), { code: "ECONNRESET" });
      child.kill(signal);
      assert.deepEqual(await once(child, "close"), [0, null]);
      await brokenOff;
      assert.match(log().at(-1) ?? "", / api 200 \(access token, fault hang\)$/);
      assert.equal((await start("--port", new URL(baseUrl).port)).baseUrl, baseUrl);
    });
  }

  context("when it starts no server", () => {
    const run = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
      spawnSync(process.execPath, [BUILT, ...args], { cwd: folder, encoding: "utf8", timeout: 10_000 });
    /** The one line on stderr, without the name of the command. */
    const problem = (...args: readonly string[]): string => {
      const { status, stdout, stderr } = run(...args);
      assert.deepEqual([status, stdout], [2, ""]);
      return new RegExp(`^${NAME}: ([^\n]+)\n$`).exec(stderr)?.[1] ?? assert.fail(stderr);
    };

    it("prints its usage with --help, and the version of the package with --version", () => {
      const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
      assert.match(run("--help").stdout, /^Usage: \S+ \[scenario\.json\] \[--port N\] \[--init\] /);
      assert.equal(run("--version").stdout, `${version}\n`);
    });

    it("writes a scenario that it serves with --init, and overwrites no file", () => {
      assert.equal(run("--init", "new.json").stdout, `Wrote new.json. ${NAME} new.json serves it.\n`);
      assert.deepEqual(readScenario(join(folder, "new.json")), EXAMPLE_SCENARIO);
      assert.match(problem("--init", "new.json"), /^new\.json: EEXIST: file already exists/);
    });

    it("exits with 2 and one line for a port that is taken, a file and a certificate", async () => {
      const other = await startLocalAtlas();
      const { port } = new URL(other.baseUrl);
      writeFileSync(join(folder, "tls.json"), '{ "tls": { "key": "k", "cert": "c" }, "port": 0 }');
      const hint = "end what listens there, or choose another with --port (0: any free one)";
      assert.equal(problem("--port", port), `port ${port} of 127.0.0.1 is taken: ${hint}`);
      await other.close();
      assert.match(problem("none.json"), /^none\.json: ENOENT: no such file/);
      assert.match(problem("tls.json"), /^tls must be a private key and its certificate as PEM: /);
    });
  });
});
