import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../tools/root.js";
import { brokenLinks, markdownFiles } from "../../helpers/docs/markdown.js";
import { packInto } from "../../helpers/packed.js";
import { tempFolder } from "../../helpers/temp-folder.js";

type Manifest = Readonly<Record<string, unknown>>;
const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;

describe("the packed tarball", function () {
  this.timeout(120_000);

  let folder: ReturnType<typeof tempFolder>;
  let tarball: string;
  let root: string;

  before(() => {
    folder = tempFolder();
    tarball = packInto(folder.path);
    root = join(folder.path, "package");
    execFileSync("tar", ["-xzf", tarball, "-C", folder.path]);
  });

  after(() => {
    folder.remove();
  });

  /** Runs a tool with npx, whose own words are the message where it finds something. */
  function check(...args: readonly string[]): void {
    try {
      execFileSync("npx", args, { cwd: ROOT, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      assert.fail((error as { stdout?: string }).stdout ?? String(error));
    }
  }

  it("holds the outputs of the sources, the schema and documents, and nothing else, in less than 200 kB", () => {
    const others = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => {
      const [, source] = /^dist\/([\w/-]+)\.(?:js|d\.ts)$/.exec(file) ?? [];
      if (source !== undefined) return !existsSync(join(ROOT, "provider", `${source}.ts`));
      const isFolder = statSync(join(root, file)).isDirectory();
      return !isFolder && !/^(?:docs\/(?:[\w-]+\.md|images\/[\w-]+\.svg)|examples\/ci\/[\w.-]+)$/.test(file);
    });
    const top = ["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md"];
    assert.deepEqual(others.sort(), [...top, "dist/testing/scenario/schema.json", "package.json"]);
    assert.ok(statSync(tarball).size < 200_000, `${statSync(tarball).size} bytes`);
  });

  it("has a package.json without what only a checkout needs, which GitHub adds the address to", () => {
    const { scripts, workspaces, devDependencies, ...published } = manifestIn(ROOT);
    assert.ok(scripts && workspaces && devDependencies);
    const { repository, bugs, homepage, ...packed } = manifestIn(root);
    assert.deepEqual(packed, published);
    const inGitHub = process.env["GITHUB_REPOSITORY"] !== undefined;
    for (const value of [repository, bugs, homepage]) assert.equal(value !== undefined, inGitHub);
  });

  it("holds the README and the guides, whose links all lead to something in it", () => {
    const documents = markdownFiles(root);
    assert.ok(documents.includes("README.md") && documents.includes("docs/getting-started.md"));
    const broken = documents.flatMap((file) => brokenLinks(file, root).map((link) => `${file}: ${link}`));
    assert.deepEqual(broken, []);
  });

  it("is in order for publint --strict, and has types that every way to resolve modules finds", () => {
    check("--no-install", "publint", "run", tarball, "--strict");
    check("--yes", "-p", "@arethetypeswrong/cli@0.18.5", "attw", tarball, "--profile", "strict");
  });
});
