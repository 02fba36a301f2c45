import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getDataLakePipelineRun } from "../../provider/index.js";
import { EXAMPLE_SCENARIO } from "../../provider/testing/command/example-scenario.js";
import { readScenario } from "../../provider/testing/command/scenario-file.js";
import { examplePipelineRun, startLocalAtlas, type LocalAtlasOptions } from "../../provider/testing/index.js";
import { ROOT } from "../../tools/root.js";
import { MEDIA_TYPE, RUN_PATH, curl, send, toolOrSkip } from "../helpers/local-atlas-client.js";
import { RUN_ARGS } from "../helpers/local-atlas.js";
import { setConfig } from "../helpers/functions.js";

const NAME = "pulumi-atlas-data-lake-local";
const BUILT = join(ROOT, "dist", "testing", "command", "main.js");
const PATIENCE_MS = 10_000;
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

/** The command as a process, with what it prints. */
class LocalCommand {
  printed = "";
  readonly child;
  readonly #ended: Promise<unknown[]>;

  private constructor(program: string, args: readonly string[]) {
    this.child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.#ended = once(this.child, "close");
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (this.printed += text));
    }
  }

  /** Starts it, and waits until it listens. */
  static async start(program: string, ...args: readonly string[]): Promise<LocalCommand> {
    const command = new LocalCommand(program, args);
    await command.until(/^Local Atlas at \S+\. [^]*\n\n[^]*\n\n/);
    return command;
  }

  get baseUrl(): string {
    return /^Local Atlas at (\S+)\. /.exec(this.printed)?.[1] ?? assert.fail(this.printed);
  }

  /** The runs, requests and transitions that it has printed after the configuration, without times. */
  get log(): readonly string[] {
    const [, , ...logged] = this.printed.trimEnd().split("\n\n");
    return logged
      .join("\n\n")
      .split("\n")
      .map((line) => line.replace(/^\d\d:\d\d:\d\d /, ""));
  }

  /** The stack configuration that its lines set. */
  config(...keys: readonly string[]): Record<string, string> {
    const lines = this.printed.matchAll(/^ {2}pulumi config set (?:--secret )?(\S+) (\S+)$/gm);
    const all = Object.fromEntries([...lines].map(([, key = "", value = ""]) => [key, value]));
    return Object.fromEntries(keys.map((key) => [key, all[key] ?? assert.fail(`${key}: ${this.printed}`)]));
  }

  async until(pattern: RegExp): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!pattern.test(this.printed)) {
      assert.ok(Date.now() < deadline && this.running, `not printed: ${String(pattern)}\n${this.printed}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Its exit code, or the signal that has ended it. */
  async end(): Promise<unknown> {
    const timer = setTimeout(() => this.child.kill("SIGKILL"), PATIENCE_MS);
    const [code, signal] = await this.#ended;
    clearTimeout(timer);
    return code ?? signal;
  }
}

describe(`the command ${NAME}`, () => {
  let folder: string;
  let command: LocalCommand | undefined;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "local-command-"));
  });

  afterEach(async () => {
    command?.child.kill("SIGKILL");
    await command?.end();
    command = undefined;
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const start = async (...args: readonly string[]): Promise<LocalCommand> =>
    (command = await LocalCommand.start(process.execPath, ...args));
  const serve = (scenario: LocalAtlasOptions): Promise<LocalCommand> => {
    const file = join(folder, "scenario.json");
    writeFileSync(file, JSON.stringify(scenario, undefined, 2));
    return start(BUILT, "--port", "0", file);
  };
  const bearer = { accept: MEDIA_TYPE, authorization: `Bearer ${TOKEN}` };

  it("serves, without a scenario, a run that is DONE to each kind of credentials that it prints, and others", async () => {
    const command = await start(BUILT, "--port", "0");
    const KINDS = [["accessToken"], ["clientId", "clientSecret"], ["publicKey", "privateKey"]];
    for (const keys of KINDS) {
      setConfig(command.config("mongodbatlas:baseUrl", ...keys.map((key) => `mongodbatlas:${key}`)));
      const args = command.config("projectId", "pipelineName", "pipelineRunId") as typeof RUN_ARGS;
      const { id, state } = await getDataLakePipelineRun(args);
      assert.deepEqual([id, state], [`${ID}/nightly/32b6e34b3d91647abb20e7bc`, "DONE"]);
    }
    assert.deepEqual(
      command.log.slice(0, 4).map((line) => line.replace(/^run (\w+) of .*?: /, "$1 ")),
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
    const command = await serve({ ...SCENARIO, faults });
    const url = command.baseUrl + RUN_PATH;
    await send(url, { headers: bearer });
    await assert.rejects(send(url, { headers: bearer }));
    const digest = ["--digest", "--user", `${KEY.publicKey}:${KEY.privateKey}`];
    await curl("--header", `Accept: ${MEDIA_TYPE}`, ...digest, url);
    const post = (path: string, form: string): Promise<string> => {
      const user = ["--user", `${ACCOUNT.clientId}:${ACCOUNT.clientSecret}`];
      return curl(...user, "--data", form, `${command.baseUrl}/api/oauth/${path}`);
    };
    const grant = await post("token", "grant_type=client_credentials");
    const { access_token: issued } = JSON.parse(grant) as { access_token: string };
    const asIssued = { headers: { ...bearer, authorization: `Bearer ${issued}` } };
    await send(url, asIssued);
    await post("revoke", `token=${issued}`);
    await send(url, asIssued);
    await send(`${command.baseUrl}/?a=${TOKEN}`, { headers: { authorization: "Odd x" } });
    await command.until(/ other 404 /);
    assert.deepEqual(command.log.slice(1), [
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
    const log = command.log.join("\n");
    for (const secret of [TOKEN, issued, ...Object.values(ACCOUNT), ...Object.values(KEY)]) {
      assert.ok(!log.includes(secret), `${secret} is in the log:\n${log}`);
    }
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends with exit code 0 at ${signal}, with all that is pending, and frees its port`, async () => {
      const transitions = [{ afterSeconds: 3600, set: { state: "DONE" } }];
      const runs = [{ ...examplePipelineRun, transitions }];
      const ended = await serve({ ...SCENARIO, runs, faults: [{ fault: { type: "hang", at: "midBody" } }] });
      const request = get(ended.baseUrl + RUN_PATH, { headers: bearer });
      const [inFlight] = (await once(request, "response")) as [IncomingMessage];
      const brokenOff = assert.rejects(inFlight.toArray(), { code: "ECONNRESET" });
      ended.child.kill(signal);
      assert.equal(await ended.end(), 0);
      await brokenOff;
      assert.match(ended.log.at(-1) ?? "", / api 200 \(access token, fault hang\)$/);
      const { baseUrl } = await start(BUILT, "--port", new URL(ended.baseUrl).port);
      assert.equal(baseUrl, ended.baseUrl);
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
      const help = run("--help");
      assert.match(
        help.stdout,
        /^Usage: \S+ \[scenario\.json\] \[--port N\] \[--init\] \[--version\] \[--help\]\n/,
      );
      const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
      const { status, stdout, stderr } = run("--version");
      assert.deepEqual([help.status, status, stdout, stderr], [0, 0, `${version}\n`, ""]);
    });

    it("writes a scenario that it serves with --init, and overwrites no file", () => {
      const { status, stdout } = run("--init", "new.json");
      assert.deepEqual([status, stdout], [0, `Wrote new.json. ${NAME} new.json serves it.\n`]);
      assert.deepEqual(readScenario(join(folder, "new.json")), EXAMPLE_SCENARIO);
      assert.match(problem("--init", "new.json"), /^new\.json: EEXIST: file already exists/);
      assert.match(problem("--init", "none/new.json"), /^none\/new\.json: ENOENT: no such file or directory/);
    });

    it("exits with 2 and one line for a port that is taken, an argument, a file and a certificate", async () => {
      const other = await startLocalAtlas();
      const { port } = new URL(other.baseUrl);
      const taken = problem("--port", port);
      await other.close();
      const hint = "end what listens there, or choose another with --port (0: any free one)";
      assert.equal(taken, `port ${port} of 127.0.0.1 is taken: ${hint}`);
      assert.equal(problem("--port", "x"), '--port must be a whole number from 0 to 65535, got "x"');
      assert.match(problem("none.json"), /^none\.json: ENOENT: no such file/);
      writeFileSync(join(folder, "tls.json"), '{ "tls": { "key": "k", "cert": "c" } }');
      const notPem = /^tls must be a private key and its certificate as PEM: /;
      assert.match(problem("tls.json", "--port", "0"), notPem);
    });
  });
});
