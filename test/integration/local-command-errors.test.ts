import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examplePipelineRun, startLocalAtlas } from "../../provider/testing/index.js";
import { COMMAND } from "../helpers/local-command.js";

const SECRET = "very-secret";

describe("the command pulumi-atlas-data-lake-local, used wrongly", () => {
  let folder: string;

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "local-command-")));
    mkdirSync(join(folder, "a-folder"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (...args: readonly string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [COMMAND, ...args], { cwd: folder, encoding: "utf8", timeout: 10_000 });

  /** The one line on stderr, without the name of the command. */
  const problem = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = run(...args);
    assert.deepEqual([status, stdout], [2, ""]);
    const [, line] = /^pulumi-atlas-data-lake-local: ([^\n]+)\n$/.exec(stderr) ?? assert.fail(stderr);
    return line ?? "";
  };

  const problemOf = (text: string): string => {
    writeFileSync(join(folder, "scenario.json"), text);
    return problem("scenario.json", "--port", "0");
  };

  it("explains itself with --help", () => {
    const { status, stdout, stderr } = run("--help");
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^Usage: pulumi-atlas-data-lake-local \[scenario\.json\] \[--port N\] \[--help\]\n/);
  });

  it("says that a port is taken, and how to take another", async () => {
    const other = await startLocalAtlas();
    const { port } = new URL(other.baseUrl);
    const said = await Promise.resolve()
      .then(() => problem("--port", port))
      .finally(() => other.close());
    assert.equal(
      said,
      `port ${port} of 127.0.0.1 is taken: end what listens there, or choose another with --port (0: any free one)`,
    );
  });

  it("says which argument is wrong", () => {
    assert.equal(problem("--port", "x"), '--port must be a whole number from 0 to 65535, got "x"');
    assert.equal(problem("--port", "-1"), '--port must be a whole number from 0 to 65535, got "-1"');
    assert.equal(problem("--port", "1", "--port", "2"), '--port can be given once, got "1" and "2"');
  });

  it("says that a file is not there, or none", () => {
    assert.equal(problem("none.json"), `none.json: there is no such file: ${join(folder, "none.json")}`);
    assert.equal(
      problem("a-folder"),
      `a-folder: is a folder, and a scenario is a file: ${join(folder, "a-folder")}`,
    );
  });

  it("says that a file is not JSON, and shows nothing of it", () => {
    const token = `{ "accessTokens": [{ "token": "${SECRET}`;
    for (const text of ["", "very", `${token}}`, `${token}" x] }`, SECRET, `{ ${SECRET} }`, `${token}\n"`]) {
      const line = problemOf(text);
      assert.match(line, /^scenario\.json: is not JSON: \w/);
      assert.ok(!/very|secret/.test(line), line);
    }
  });

  it("says in which line and column a file is not JSON", () => {
    assert.equal(
      problemOf('{\n  "port": 0\n  "runs": []\n}'),
      "scenario.json: is not JSON: Expected ',' or '}' after property value at line 3, column 3",
    );
  });

  it("says which field is wrong, what it got and what is allowed", () => {
    const transitions = [
      { afterSeconds: 1, set: {} },
      { afterSeconds: "soon", set: {} },
    ];
    assert.equal(
      problemOf(JSON.stringify({ runs: [{ ...examplePipelineRun, transitions }] })),
      'scenario.json: runs[0].transitions[1].afterSeconds must be a number from 0 to 2147483, got "soon"',
    );
    assert.equal(
      problemOf('{ "accessToken": [] }'),
      "scenario.json: accessToken is not a known field: did you mean accessTokens? Allowed: port, tls, runs, apiKeys, " +
        "serviceAccounts, accessTokens, faults, nonceLifetimeSeconds, tokenLifetimeSeconds, maxLiveTokens",
    );
    assert.equal(
      problemOf('{ "tls": { "key": "k", "cert": "c" } }').split(": ")[0],
      "tls must be a private key and its certificate as PEM",
    );
  });
});
