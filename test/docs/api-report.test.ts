import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../../tools/engine/run-command.js";
import { ROOT } from "../helpers/docs/markdown.js";

describe("the report of the public API in docs/api", function () {
  this.timeout(120_000).slow(30_000);

  for (const config of ["api-extractor.json", "api-extractor.testing.json"]) {
    it(`is what the package exports, all of it by name: ${config}`, async () => {
      const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
        scripts: Readonly<Record<string, string>>;
      };
      const [, extractor = ""] = / -p (\S+) /.exec(scripts["docs:report"] ?? "") ?? [];
      // Without --local, a report that differs is an error.
      const args = ["--yes", "-p", extractor, "api-extractor", "run", "--config", `docs/api/${config}`];
      const { stdout, stderr, failure } = await runCommand("npx", args, { cwd: ROOT, timeout: 110_000 });
      assert.equal(failure, undefined, `${stdout}${stderr}\nnpm run docs:report writes the report`);
    });
  }
});
