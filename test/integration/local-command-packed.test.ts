import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { readScenario } from "../../provider/testing/command/scenario-file.js";
import { examplePipelineRun } from "../../provider/testing/index.js";
import { installPacked } from "../helpers/engine/consumer.js";
import { LocalCommand, scenarioText } from "../helpers/local-command.js";
import { read, RUN_PATH } from "../helpers/local-atlas-client.js";

describe("the command pulumi-atlas-data-lake-local of the packed tarball", function () {
  this.timeout(60_000);
  let folder: string;
  let bin: string;
  let command: LocalCommand | undefined;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "local-command-packed-"));
    installPacked(folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
    // Links the package's commands as an installation does, and needs no registry.
    const rebuild = ["rebuild", "--ignore-scripts", "--offline", "pulumi-atlas-data-lake"];
    execFileSync("npm", rebuild, { cwd: folder, stdio: "ignore" });
    bin = join(folder, "node_modules", ".bin", "pulumi-atlas-data-lake-local");
  });

  afterEach(() => command?.kill());

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("is executable, and serves a scenario from its own files", async () => {
    accessSync(bin, constants.X_OK);
    const token = "token";
    const file = join(folder, "scenario.json");
    writeFileSync(file, scenarioText({ runs: [examplePipelineRun], accessTokens: [{ token }] }));
    command = await LocalCommand.start(bin, file, "--port=0");
    const { json } = await read(command.baseUrl + RUN_PATH, { authorization: `Bearer ${token}` });
    assert.deepEqual(json, examplePipelineRun.run);
    command.signal("SIGINT");
    assert.equal(await command.end(), 0);
  });

  it("writes a scenario that names the schema of the package, from a folder inside as well", () => {
    mkdirSync(join(folder, "test"));
    for (const name of ["new.json", "test/new.json"]) {
      execFileSync(bin, ["--init", name], { cwd: folder });
      const file = join(folder, name);
      const { $schema = "" } = readScenario(file);
      assert.match($schema, /^(\.\/|\.\/\.\.\/)node_modules\/pulumi-atlas-data-lake\/dist\/[\w/]+\.json$/);
      const { title } = JSON.parse(readFileSync(resolve(dirname(file), $schema), "utf8")) as {
        title: string;
      };
      assert.equal(title, "Scenario of pulumi-atlas-data-lake-local");
    }
  });

  it("is what npx finds where the package is installed", () => {
    const npx = ["--no-install", "--offline", "pulumi-atlas-data-lake-local", "--help"];
    assert.match(execFileSync("npx", npx, { cwd: folder, encoding: "utf8" }), /^Usage: /);
  });
});
