import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { ROOT } from "./markdown.js";

/** The code of an `@example` in a docstring. */
export interface DocExample {
  /** Path from the root and line. */
  readonly where: string;
  readonly code: string;
}

/** Every `@example` in the sources of the package. */
export function docExamples(): readonly DocExample[] {
  const folder = join(ROOT, "provider");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .flatMap((name) => examplesIn(join(folder, name)));
}

function examplesIn(file: string): readonly DocExample[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  // The documentation of a module stands before its first statement, and belongs to it as well.
  const tags = new Set<ts.JSDocTag>();
  const visit = (node: ts.Node): void => {
    for (const doc of ts.getJSDocCommentsAndTags(node)) {
      if (ts.isJSDoc(doc)) for (const tag of doc.tags ?? []) tags.add(tag);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...tags].filter((tag) => tag.tagName.text === "example").map((tag) => exampleOf(source, tag));
}

function exampleOf(source: ts.SourceFile, tag: ts.JSDocTag): DocExample {
  const line = source.getLineAndCharacterOfPosition(tag.getStart()).line + 1;
  const where = `${relative(ROOT, source.fileName)}:${line}`;
  const text = source.text.slice(tag.getStart(), tag.end).replace(/^[ \t]*\* ?/gm, "");
  const [, code] = /^```ts\n(.*?)^```$/ms.exec(text) ?? [];
  if (code === undefined) throw new Error(`${where}: an @example without a block \`\`\`ts`);
  return { where, code };
}
