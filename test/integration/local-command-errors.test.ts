import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocalAtlas } from "../../provider/testing/index.js";
import { COMMAND } from "../helpers/local-command.js";

describe("the command pulumi-atlas-data-lake-local, used wrongly", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "local-command-"));
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

  it("prints its usage with --help", () => {
    const { status, stdout, stderr } = run("--help");
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^Usage: pulumi-atlas-data-lake-local \[scenario\.json\] \[--port N\] \[--help\]\n/);
  });

  it("exits with 2 and one line for a port that is taken, an argument, a file and a certificate", async () => {
    const other = await startLocalAtlas();
    const { port } = new URL(other.baseUrl);
    const taken = problem("--port", port);
    await other.close();
    const hint = "end what listens there, or choose another with --port (0: any free one)";
    assert.equal(taken, `port ${port} of 127.0.0.1 is taken: ${hint}`);
    assert.equal(problem("--port", "x"), '--port must be a whole number from 0 to 65535, got "x"');
    writeFileSync(join(folder, "scenario.json"), '{\n  "port": 0\n  "runs": []\n}');
    assert.match(problem("scenario.json"), /^scenario\.json: is not JSON: Expected .* at line 3, column 3$/);
    writeFileSync(join(folder, "scenario.json"), '{ "tls": { "key": "k", "cert": "c" } }');
    const notPem = /^tls must be a private key and its certificate as PEM: /;
    assert.match(problem("scenario.json", "--port", "0"), notPem);
  });
});
