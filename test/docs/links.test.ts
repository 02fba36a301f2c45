import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join, normalize } from "node:path";
import { anchorsOf, linksOf, markdownFiles, ROOT } from "../helpers/docs/markdown.js";

const EXTERNAL = /^[a-z][a-z+.-]*:/i;

/** What is wrong with a link, if anything is. */
function problem(file: string, href: string): string | undefined {
  const [path = "", anchor] = decodeURI(href).split("#");
  const target = path === "" ? file : normalize(join(file, "..", path));
  if (target.startsWith("..") || !existsSync(join(ROOT, target))) return "no such file";
  if (anchor === undefined) return undefined;
  return target.endsWith(".md") && anchorsOf(target).has(anchor) ? undefined : "no such heading";
}

describe("the links in the documentation", () => {
  for (const file of markdownFiles()) {
    it(`lead somewhere: ${file}`, () => {
      const relative = linksOf(file).filter((href) => !EXTERNAL.test(href));
      const broken = relative.flatMap((href) => {
        const why = problem(file, href);
        return why === undefined ? [] : [`${href}: ${why}`];
      });
      assert.deepEqual(broken, []);
    });
  }

  it("are found, and those that lead nowhere with them", () => {
    assert.ok(linksOf("README.md").includes("docs/reference.md"));
    assert.equal(problem("README.md", "docs/faults.md#connection"), undefined);
    assert.equal(problem("README.md", "docs/faults.md#no-such-heading"), "no such heading");
    assert.equal(problem("docs/faults.md", "nowhere.md"), "no such file");
  });

  it("reach every guide from the index", () => {
    const guides = markdownFiles().filter(
      (file) => /^docs\/[^/]+\.md$/.test(file) && file !== "docs/README.md",
    );
    const linked = linksOf("docs/README.md").map((href) => normalize(join("docs", href)));
    assert.deepEqual(
      guides.filter((guide) => !linked.includes(guide)),
      [],
    );
  });
});
