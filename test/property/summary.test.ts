import assert from "node:assert/strict";
import * as fc from "fast-check";
import { dataLakePipelineRunSummary } from "../../provider/index.js";
import { REF } from "../helpers/responses.js";
import { literal } from "../../provider/pulumi/summary/markdown.js";
import { assertOneLine, forAll, forAllSlow } from "./check.js";
import { anyString } from "./texts.js";

/** Fails for text with a character that Markdown or HTML would act on. */
function assertInert(text: string): void {
  if (text !== "") assertOneLine(text, 20_000);
  // What is escaped is taken out first, so that what is left acts if it is there.
  const bare = text.replace(/\\[\\`*_~#|$[\]{}]/g, "");
  assert.doesNotMatch(bare, /[\\`*_~|$[\]{}<>]/);
  assert.doesNotMatch(bare.replace(/&(amp|lt|gt|#8288);/g, ""), /[&#]/);
  assert.doesNotMatch(bare, /:\/\/|www\.|@(?!&#8288;)/i);
  assert.ok(text.isWellFormed());
}

/** The cells of a line of a table, as a renderer parts them. */
const cellsOf = (line: string): readonly string[] => line.split(/(?<!\\)(?:\\\\)*\|/);

const markup = fc
  .array(fc.constantFrom(..."| \\ ` <b> </td> &lt; &#124; http://a www. @x [a](b) $ \n".split(" ")), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));
const text = fc.oneof(anyString, markup);

describe("a summary with any text", () => {
  forAll("shows the text, without an effect", text, (value) => {
    assertInert(literal(value));
  });

  const fields = {
    ...{ state: text, phase: text, datasetName: text, units: text, title: text },
    createdDate: fc.oneof(
      text,
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    ),
    number: fc.double(),
    now: fc.option(fc.date({ noInvalidDate: true }), { nil: undefined }),
  };
  forAllSlow("keeps the text in its cell", fc.record(fields), ({ units, number, title, now, ...texts }) => {
    const datasetRetentionPolicy = { units, value: 3 };
    const stats = { numDocs: number, bytesExported: number };
    const run = { id: "a/b/c", ...REF, ...texts, datasetRetentionPolicy, stats };
    assertTable(dataLakePipelineRunSummary(run, { title, now }));
  });
});

/** Fails for anything but a heading, a line, and a table of two columns with inert cells. */
function assertTable(markdown: string): void {
  const lines = markdown.split("\n");
  const [heading = "", , status = "", , ...table] = lines;
  assert.ok(heading.startsWith("## "));
  assertInert(heading.slice(3));
  assertInert(status.replace(/^\*\*(.*)\*\*/, "$1"));
  assert.deepEqual([table[0], table[1], table.at(-1)], ["| Field | Value |", "| --- | --- |", ""]);
  for (const line of table.slice(2, -1)) {
    const cells = cellsOf(line);
    assert.equal(cells.length, 4, line);
    for (const cell of cells.slice(1, 3)) assertInert(cell.trim());
  }
}
