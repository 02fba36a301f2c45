import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXAMPLE_SCENARIO } from "../../provider/testing/command/example-scenario.js";
import { readScenario } from "../../provider/testing/command/scenario-file.js";
import { startLocalAtlas } from "../../provider/testing/index.js";
import { ROOT } from "../../tools/root.js";
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
    assert.match(
      stdout,
      /^Usage: pulumi-atlas-data-lake-local \[scenario\.json\] \[--port N\] \[--init\] \[--version\] \[--help\]\n/,
    );
  });

  it("prints the version of the package with --version", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
    const { status, stdout, stderr } = run("--version");
    assert.deepEqual([status, stdout, stderr], [0, `${version}\n`, ""]);
  });

  it("writes a scenario that it serves with --init, and overwrites no file", () => {
    const { status, stdout } = run("--init", "new.json");
    assert.deepEqual(
      [status, stdout],
      [0, "Wrote new.json. pulumi-atlas-data-lake-local new.json serves it.\n"],
    );
    assert.deepEqual(readScenario(join(folder, "new.json")), EXAMPLE_SCENARIO);
    const refused = "new.json: is there already, and --init does not overwrite it";
    assert.equal(problem("--init", "new.json"), refused);
    assert.match(problem("--init", "none/new.json"), /^none\/new\.json: cannot be written \(ENOENT\): /);
    assert.equal(run("--init").stdout.slice(0, 20), "Wrote scenario.json.");
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
