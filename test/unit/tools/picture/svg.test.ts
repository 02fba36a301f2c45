import assert from "node:assert/strict";
import { terminalSvg } from "../../../../tools/picture/svg.js";

/** The lines of the picture, as elements. */
const linesOf = (output: string): readonly string[] =>
  [...terminalSvg(output, "title").matchAll(/<text [^>]*>(.*)<\/text>/g)].map(([, line = ""]) => line);

describe("terminalSvg", () => {
  it("draws each line, also one that is empty", () => {
    assert.deepEqual(linesOf("one\n\n  two"), ["one", "", "  two"]);
  });

  it("gives a text the colour and the weight of its escape code", () => {
    assert.deepEqual(linesOf("\u001b[38;5;1merror: \u001b[0mfailed\u001b[38;5;13m\u001b[1m!\u001b[0m"), [
      '<tspan class="red">error: </tspan>failed<tspan class="magenta bold">!</tspan>',
    ]);
  });

  it("escapes what XML would take as its own", () => {
    assert.deepEqual(linesOf("a < b && c > d"), ["a &lt; b &amp;&amp; c &gt; d"]);
    assert.match(terminalSvg("", "<&>"), /<title>&lt;&amp;&gt;<\/title>/);
  });

  it("breaks a line after 104 columns, within a colour too", () => {
    assert.deepEqual(linesOf(`\u001b[32m${"x".repeat(105)}`), [
      `<tspan class="green">${"x".repeat(104)}</tspan>`,
      '<tspan class="green">x</tspan>',
    ]);
  });

  it("is as high as its lines", () => {
    assert.match(terminalSvg("1\n2\n3", "title"), /viewBox="0 0 909 92"/);
  });
});
