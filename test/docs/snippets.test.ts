import assert from "node:assert/strict";
import { codeBlocks, markdownFiles, readMarkdown, type CodeBlock } from "../helpers/docs/markdown.js";
import { docExamples, typeCheck } from "../helpers/docs/snippets.js";

/** Reports of the surface are declarations, and no code to use. */
const FILES = markdownFiles().filter((file) => !file.startsWith("docs/api/"));

const tsBlocks = (file: string): readonly CodeBlock[] =>
  codeBlocks(file).filter(({ language }) => /^(ts|typescript)\b/.test(language));

describe("the TypeScript code in the documentation", function () {
  this.timeout(60_000).slow(20_000);

  it("compiles against the built package", () => {
    // One that is wrong, so that a check which finds nothing is found out.
    const wrong = { where: "wrong", code: `new atlas.DataLakePipelineRun("a", { projectId });` };
    const [found = "", ...others] = [...typeCheck([wrong, ...docExamples(), ...FILES.flatMap(tsBlocks)])];
    assert.match(found, /^wrong: .*pipelineName, pipelineRunId/);
    assert.deepEqual(others, []);
  });

  it("is all found: no block is skipped", () => {
    const fences = FILES.flatMap((file) => readMarkdown(file).match(/^\s*```(?:ts|typescript)\b/gm) ?? []);
    assert.equal(FILES.flatMap(tsBlocks).length, fences.length);
    assert.ok(fences.length >= 15, `${fences.length} blocks`);
    assert.ok(docExamples().length >= 20, `${docExamples().length} examples`);
  });
});
