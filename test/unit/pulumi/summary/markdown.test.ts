import assert from "node:assert/strict";
import { literal } from "../../../../provider/pulumi/summary/markdown.js";

describe("literal", () => {
  const TEXTS: readonly (readonly [string, string, string])[] = [
    [
      "plain text, with the punctuation of dates and ids",
      "2025-05-04T09:42:00Z (a.b)!",
      "2025-05-04T09:42:00Z (a.b)!",
    ],
    ["the name of a dataset", "v1$atlas$snapshot$C_0", "v1\\$atlas\\$snapshot\\$C\\_0"],
    ["a pipe", "a|b", "a\\|b"],
    ["a backslash before a pipe", "a\\|b", "a\\\\\\|b"],
    ["code", "`a` ``b``", "\\`a\\` \\`\\`b\\`\\`"],
    ["emphasis", "*a* __b__ ~~c~~", "\\*a\\* \\_\\_b\\_\\_ \\~\\~c\\~\\~"],
    ["a heading", "# a #", "\\# a \\#"],
    ["HTML", "<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"],
    ["an entity", "&lt; &#124;", "&amp;lt; &amp;\\#124;"],
    ["a link", "[a](javascript:alert(1))", "\\[a\\](javascript:alert(1))"],
    ["an automatic link", "<https://e.example>", "&lt;https:&#8288;//e.example&gt;"],
    ["a bare link", "http://e.example FTP://e", "http:&#8288;//e.example FTP:&#8288;//e"],
    ["a mail address and a mention", "a@e.example @team", "a@&#8288;e.example @&#8288;team"],
    ["a formula", "$x$ $$y$$", "\\$x\\$ \\$\\$y\\$\\$"],
    ["what Pulumi Cloud would fill in", "${outputs.password}", "\\$\\{outputs.password\\}"],
    ["line ends", "a\nb\r\nc\u2028d\u0085e", "a b c d e"],
    ["control characters", "a\u0000b\tc\u001b[31md\u007f", "a b c \\[31md"],
    ["characters that turn the direction of text", "a\u202eb\u2066c", "a b c"],
    ["half of a character", "a\ud83d", "a\ufffd"],
    ["nothing but white space", " \n\t ", ""],
  ];
  for (const [what, text, markdown] of TEXTS) {
    it(`shows ${what} literally`, () => {
      assert.equal(literal(text), markdown);
    });
  }

  it("cuts text beyond 1000 characters", () => {
    assert.equal(literal("x".repeat(1000)), "x".repeat(1000));
    assert.equal(literal("x".repeat(1001)), `${"x".repeat(1000)}…`);
    assert.equal(literal("|".repeat(1001)), `${"\\|".repeat(1000)}…`);
  });
});
