import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  configurationLines,
  requestLine,
  transitionLine,
} from "../../../../provider/testing/command/output.js";
import { type LocalAtlasOptions } from "../../../../provider/testing/index.js";

const linesOf = (scenario: LocalAtlasOptions): readonly string[] => configurationLines("http://x", scenario);

describe("configurationLines", () => {
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

describe("the lines of the log", () => {
  const at = new Date(2025, 4, 4, 9, 42, 7).getTime();

  it("begin with the time, cut a path that is long, and replace bytes that a terminal could obey", () => {
    const lineOf = (path: string): string => {
      const request = { kind: "other", method: "GET", path, query: {}, headers: {}, status: 404 } as const;
      return requestLine({ ...request, challenged: false, at }, undefined);
    };
    assert.equal(lineOf("/\u001b[2J\u009b1m"), "09:42:07 GET /?[2J?1m other 404 (no credentials)");
    assert.equal(
      lineOf(`/${"a".repeat(1000)}`),
      `09:42:07 GET /${"a".repeat(119)}… other 404 (no credentials)`,
    );
  });

  it("have each change of a transition, also of an object, on one line", () => {
    assert.equal(
      transitionLine(at, "nightly", "r", { state: "DONE", stats: { numDocs: 1 }, datasetName: "a\nb" }),
      '09:42:07 run r of pipeline "nightly": state DONE, stats {"numDocs":1}, datasetName a b',
    );
  });
});
