import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { userAgent } from "../../../../provider/atlas/http/user-agent.js";

describe("userAgent", () => {
  it("has the package's name and version, and Node's version", () => {
    const manifest = readFileSync(join(process.cwd(), "package.json"), "utf8");
    const { version } = JSON.parse(manifest) as { version: string };
    assert.match(version, /^\d+\.\d+\.\d+/);
    assert.equal(userAgent(), `pulumi-atlas-data-lake/${version} node/${process.versions.node}`);
  });
});
