import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../../../tools/root.js";
import { brokenLinks, markdownFiles } from "../../helpers/docs/markdown.js";
import { filesOf, packInto, textIn } from "../consumers/packed.js";

/** What npm says is the size of a package of this many bytes is in units of 1000. */
const LARGEST = 150_000;

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
    assert.deepEqual(
      files.filter((file) => /test\.|\/test\//.test(file)),
      [],
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

  it("is smaller than 150 kB", () => {
    assert.ok(statSync(tarball).size < LARGEST, `${statSync(tarball).size} bytes`);
  });

  it("holds every declaration that one of an entry point leads to, with its comments", () => {
    const entries = ["dist/index.d.ts", "dist/pulumi/host/dynamic-provider.d.ts", "dist/testing/index.d.ts"];
    const reached = new Set(entries);
    for (const file of reached) {
      assert.ok(files.includes(file), `${file} is not in the tarball`);
      for (const [, name = ""] of textIn(tarball, file).matchAll(/from "(\.[^"]*)\.js"/g)) {
        reached.add(join(dirname(file), `${name}.d.ts`));
      }
    }
    assert.ok(reached.size > entries.length);
    assert.match(
      textIn(tarball, "dist/pulumi/resource/arguments.d.ts"),
      /\/\*\* Arguments of a `DataLakePipelineRun`:/,
    );
  });

  it("has code without comments, which are in the declarations, and without source maps", () => {
    const code = files.filter((file) => file.endsWith(".js"));
    const text = execFileSync("tar", ["-xzOf", tarball, ...code.map((file) => `package/${file}`)], {
      encoding: "utf8",
    });
    assert.ok(text.includes("createProvider"));
    assert.doesNotMatch(text, /sourceMappingURL|^\s*\/\*\*/m);
  });

  it("is in order for publint --strict", () => {
    check("--no-install", "publint", "run", tarball, "--strict");
  });

  it("has types that node10, node16 in CommonJS and in modules, and bundlers find", () => {
    check("--yes", "-p", "@arethetypeswrong/cli@0.18.5", "attw", tarball, "--profile", "strict");
  });
});
