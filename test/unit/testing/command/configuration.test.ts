import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { examplePipelineRun, type LocalAtlasOptions } from "../../../../provider/testing/index.js";
import { configurationLines } from "../../../../provider/testing/command/configuration.js";

const URL = "http://127.0.0.1:1";
const linesOf = (scenario: LocalAtlasOptions): readonly string[] => configurationLines(URL, scenario);

describe("the configuration that the command prints", () => {
  it("has the first credentials of each kind, and the first run", () => {
    const lines = linesOf({
      runs: [examplePipelineRun, { ...examplePipelineRun, pipelineName: "another" }],
      accessTokens: [{ token: "t1" }, { token: "t2" }],
      serviceAccounts: [{ clientId: "c", clientSecret: "s" }],
      apiKeys: [{ publicKey: "p", privateKey: "q" }],
    });
    assert.deepEqual(lines, [
      `pulumi config set mongodbatlas:baseUrl ${URL}`,
      "pulumi config set --secret mongodbatlas:accessToken t1",
      "# or, instead, a service account:",
      "pulumi config set --secret mongodbatlas:clientId c",
      "pulumi config set --secret mongodbatlas:clientSecret s",
      "# or, instead, an API key:",
      "pulumi config set --secret mongodbatlas:publicKey p",
      "pulumi config set --secret mongodbatlas:privateKey q",
      "# The first run:",
      "pulumi config set projectId 32b6e34b3d91647abb20e7b8",
      "pulumi config set pipelineName nightly",
      "pulumi config set pipelineRunId 32b6e34b3d91647abb20e7b8",
    ]);
  });

  it("has only the kinds of the scenario", () => {
    const lines = linesOf({ apiKeys: [{ publicKey: "p", privateKey: "q" }], runs: [examplePipelineRun] });
    assert.deepEqual(lines.slice(1, 4), [
      "pulumi config set --secret mongodbatlas:publicKey p",
      "pulumi config set --secret mongodbatlas:privateKey q",
      "# The first run:",
    ]);
  });

  it("has a comment in place of missing credentials and runs", () => {
    assert.deepEqual(linesOf({}).slice(1), [
      "# The scenario has no credentials: every request gets a 401.",
      "# The scenario has no runs: every request gets a 404.",
    ]);
  });

  it("quotes a credential for the shell", () => {
    for (const token of ["a b", "it's", "$HOME", "`id`", '"', "\\", "-x", "ä;#"]) {
      const line = linesOf({ accessTokens: [{ token }] })[1] ?? assert.fail();
      const script = `pulumi() { printf '%s\\n' "$@"; }\n${line}\n`;
      const words = execFileSync("sh", ["-eu"], { input: script, encoding: "utf8" }).split("\n").slice(0, -1);
      const dashes = token.startsWith("-") ? ["--"] : [];
      assert.deepEqual(words, ["config", "set", "--secret", ...dashes, "mongodbatlas:accessToken", token]);
    }
  });
});
