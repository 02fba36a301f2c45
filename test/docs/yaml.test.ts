import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ENGINE_VERSION } from "../../tools/engine/go-build.js";
import { codeBlocks, markdownFiles, ROOT } from "../helpers/docs/markdown.js";

const CI = join(ROOT, "examples", "ci");

/** All texts in a YAML document, in their order. */
function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe("the YAML in the documentation and in examples/ci", () => {
  for (const { where, code } of markdownFiles()
    .flatMap(codeBlocks)
    .filter(({ language }) => /^ya?ml$/.test(language))) {
    it(`is valid: ${where}`, () => {
      const parsed: unknown = parse(code);
      assert.ok(typeof parsed === "object" && parsed !== null, code);
    });
  }

  it("of three services previews before it deploys, and installs the same engine", () => {
    const pipelines = readdirSync(CI).filter((name) => name.endsWith(".yml"));
    assert.deepEqual(pipelines, ["azure-pipelines.yml", "deploy.yml", "gitlab-ci.yml"]);
    for (const name of pipelines) {
      const lines = texts(parse(readFileSync(join(CI, name), "utf8"))).map((text) => text.trim());
      const starts = ["npm ci", 'ci/preview.sh --stack "$STACK"', "pulumi up --yes --non-interactive"];
      const at = starts.map((start) => lines.findIndex((line) => line.startsWith(start)));
      assert.ok(!at.includes(-1), `${name}: ${at.join()}\n${lines.join("\n")}`);
      assert.deepEqual(
        at,
        at.toSorted((a, b) => a - b),
        name,
      );
      assert.ok(
        lines.some((line) => line.includes(ENGINE_VERSION)),
        `${name}: no version of the engine`,
      );
    }
  });

  it("of Pulumi ESC takes only values that the environment has", () => {
    const block = codeBlocks("docs/deploy-checks.md").find(({ code }) => code.includes("pulumiConfig:"));
    const { values } = parse(block?.code ?? "") as { values: Record<string, unknown> };
    const config = values["pulumiConfig"] as Record<string, string>;
    assert.deepEqual(Object.keys(config), ["mongodbatlas:clientId", "mongodbatlas:clientSecret"]);
    for (const reference of Object.values(config)) {
      const [, path = ""] = /^\$\{(.+)\}$/.exec(reference) ?? [];
      const found = path
        .split(".")
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], values);
      assert.ok(found !== undefined, reference);
    }
  });
});
