import assert from "node:assert/strict";
import { headingsOf, readMarkdown } from "../helpers/docs/markdown.js";

describe("the README", () => {
  it("has at most 140 lines", () => {
    assert.ok(readMarkdown("README.md").trimEnd().split("\n").length <= 140);
  });

  it("says what became of the API before anything else", () => {
    assert.equal(headingsOf("README.md")[1], "What became of the API");
  });
});
