import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engineOrSkip } from "../../../tools/engine/engine-for-tests.js";
import { record } from "../../../tools/picture/record.js";
import { terminalSvg } from "../../../tools/picture/svg.js";
import { ROOT } from "../../../tools/root.js";

/** The texts of a picture, each once and in a fixed order: the engine's own varies. So do times on a busy machine. */
function textsOf(svg: string): readonly string[] {
  const texts = [...svg.matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, text = ""]) => text);
  return [...new Set(texts.map((text) => text.replace(/after [^,:]+/, "after …")))].sort();
}

describe("the picture of the README", () => {
  it("shows what the engine prints: npm run docs:picture makes it again", async function () {
    const engine = await engineOrSkip(this);
    const stored = readFileSync(join(ROOT, "docs", "images", "preview.svg"), "utf8");
    const texts = textsOf(terminalSvg(await record(engine), ""));
    assert.deepEqual(textsOf(stored), texts);
  });
});
