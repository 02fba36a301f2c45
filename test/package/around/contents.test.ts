import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../tools/root.js";
import { brokenLinks, markdownFiles } from "../../helpers/docs/markdown.js";
import { filesOf, packInto, textIn } from "../consumers/packed.js";

/** Bytes of the largest tarball. */
const LARGEST = 200_000;

describe("the packed tarball", () => {
  let folder: string;
  let tarball: string;
  let files: readonly string[];

  before(function () {
    this.timeout(120_000);
    folder = mkdtempSync(join(tmpdir(), "atlas-data-lake-packed-"));
    tarball = packInto(folder);
    files = filesOf(tarball);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a tool with npx, whose own words are the message where it finds something. */
  function check(...args: readonly string[]): void {
    try {
      execFileSync("npx", args, { cwd: ROOT, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      assert.fail((error as { stdout?: string }).stdout ?? String(error));
    }
  }

  it("holds code, declarations, the schema and documents, and nothing else", () => {
    const others = files.filter(
      (file) => !/^(?:dist\/[\w/-]+\.(?:js|d\.ts)|docs\/[\w-]+\.md|docs\/images\/[\w-]+\.svg)$/.test(file),
    );
    assert.deepEqual([...others].sort(), [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "dist/testing/scenario/schema.json",
      "package.json",
    ]);
  });

  it("has a package.json without what only a checkout needs", () => {
    const text = readFileSync(join(ROOT, "package.json"), "utf8");
    const { scripts, workspaces, devDependencies, ...published } = JSON.parse(text) as Record<
      string,
      unknown
    >;
    assert.ok(scripts && workspaces && devDependencies);
    // GitHub adds the address of the repository.
    const { repository, bugs, homepage, ...packed } = JSON.parse(
      textIn(tarball, "package.json"),
    ) as typeof published;
    assert.deepEqual(packed, published);
    const inGitHub = process.env["GITHUB_REPOSITORY"] !== undefined;
    assert.deepEqual(
      [repository, bugs, homepage].map((value) => value !== undefined),
      [inGitHub, inGitHub, inGitHub],
    );
  });

  it("holds the README and the guides, whose links all lead to something in it", () => {
    execFileSync("tar", ["-xzf", tarball, "-C", folder]);
    const root = join(folder, "package");
    const documents = markdownFiles(root);
    assert.ok(documents.includes("README.md") && documents.includes("docs/getting-started.md"));
    const broken = documents.flatMap((file) => brokenLinks(file, root).map((link) => `${file}: ${link}`));
    assert.deepEqual(broken, []);
  });

  it("holds no output of a source that is gone", () => {
    const orphans = files.filter((file) => {
      const source = /^dist\/(.*?)(?:\.d\.ts|\.js)$/.exec(file)?.[1];
      return source !== undefined && !existsSync(join(ROOT, "provider", `${source}.ts`));
    });
    assert.deepEqual(orphans, []);
  });

  it("is smaller than 200 kB", () => {
    assert.ok(statSync(tarball).size < LARGEST, `${statSync(tarball).size} bytes`);
  });

  it("is in order for publint --strict", () => {
    check("--no-install", "publint", "run", tarball, "--strict");
  });

  it("has types that node10, node16 in CommonJS and in modules, and bundlers find", () => {
    check("--yes", "-p", "@arethetypeswrong/cli@0.18.5", "attw", tarball, "--profile", "strict");
  });
});
