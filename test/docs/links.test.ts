import assert from "node:assert/strict";
import { join, normalize } from "node:path";
import {
  brokenLinks,
  headingsOf,
  linkProblem,
  linksOf,
  markdownFiles,
  missingPaths,
  readMarkdown,
} from "../helpers/docs/markdown.js";

describe("the links in the documentation", () => {
  for (const file of markdownFiles()) {
    it(`lead somewhere: ${file}`, () => {
      assert.deepEqual(brokenLinks(file), []);
      assert.deepEqual(missingPaths(file), []);
    });
  }

  it("are found, and those that lead nowhere with them", () => {
    assert.ok(linksOf("README.md").includes("docs/reference.md"));
    assert.equal(linkProblem("README.md", "docs/faults.md#connection"), undefined);
    assert.equal(linkProblem("README.md", "docs/faults.md#no-such-heading"), "no such heading");
    assert.equal(linkProblem("docs/faults.md", "nowhere.md"), "no such file");
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

describe("the README", () => {
  it("has at most 140 lines, and says what became of the API before anything else", () => {
    assert.ok(readMarkdown("README.md").trimEnd().split("\n").length <= 140);
    assert.equal(headingsOf("README.md")[1], "What became of the API");
  });
});
