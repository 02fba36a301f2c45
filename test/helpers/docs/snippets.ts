import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { ROOT } from "./markdown.js";

/** Code to check, and where it comes from: path from the root and line. */
export interface Snippet {
  readonly where: string;
  readonly code: string;
}

const FOLDER = join(ROOT, "build", "snippets");

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  types: ["node"],
  allowUmdGlobalAccess: true,
};

/** Declarations of the names that the documentation takes for granted. A snippet may declare each itself. */
const GRANTED: Readonly<Record<string, string>> = {
  "pulumi.d.ts": `export * from "@pulumi/pulumi"; export as namespace pulumi;`,
  "atlas.d.ts": `export * from "pulumi-atlas-data-lake"; export as namespace atlas;`,
  "names.d.ts": `
    import * as pulumi from "@pulumi/pulumi";
    import * as lake from "pulumi-atlas-data-lake";
    import * as testing from "pulumi-atlas-data-lake/testing";
    declare global {
      export import startLocalAtlas = testing.startLocalAtlas;
      export import examplePipelineRun = testing.examplePipelineRun;
      export import LocalAtlasOptions = testing.LocalAtlasOptions;
      export import LocalRun = testing.LocalRun;
      export import Fault = testing.Fault;
      const projectId: string;
      const pipelineName: string;
      const pipelineRunId: string;
      const orgB: lake.Provider;
      const local: testing.LocalAtlas;
      const other: { readonly runId: pulumi.Output<string> };
    }`,
};

/** Granted to each snippet in its own module, since mocha has a global of this name. */
const RUN = `declare const run: import("pulumi-atlas-data-lake").DataLakePipelineRun;\n`;

/**
 * Compiles all snippets, each as a module of its own, against the built package as a program that has it installed
 * would. One that begins with the name of a file, as a comment, can be imported by the others of its document. Gives
 * what the compiler says, each line with the place of the snippet.
 */
export function typeCheck(snippets: readonly Snippet[]): readonly string[] {
  rmSync(FOLDER, { recursive: true, force: true });
  const places = new Map<string, string>();
  const write = (name: string, text: string, where = name): void => {
    const file = join(FOLDER, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    if (name.endsWith(".ts")) places.set(file, where);
  };
  // Modules may await at their top.
  write("package.json", `{ "type": "module" }`);
  for (const [name, text] of Object.entries(GRANTED)) write(name, text);
  for (const [index, { where, code }] of snippets.entries()) {
    const granted = /\bconst (?:\{.*)?\brun\b/.test(code) ? "" : RUN;
    write(fileName(where, code) ?? `${index}.ts`, `${granted}${code}\nexport {};`, where);
  }
  return ts
    .getPreEmitDiagnostics(ts.createProgram([...places.keys()], OPTIONS))
    .map(({ file, messageText }) => {
      const where = places.get(file?.fileName ?? "") ?? file?.fileName ?? "options";
      return `${where}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}

/** The name that a snippet gives itself, in the folder of its document. */
function fileName(where: string, code: string): string | undefined {
  const [, name] = /^\/\/ ([\w.-]+\.ts)$/m.exec(code) ?? [];
  return name === undefined ? undefined : join(where.split(":")[0] ?? "", name);
}

/** Every `@example` in the sources of the package. */
export function docExamples(): readonly Snippet[] {
  const folder = join(ROOT, "provider");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .flatMap((name) => examplesIn(join(folder, name)));
}

function examplesIn(file: string): readonly Snippet[] {
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

function exampleOf(source: ts.SourceFile, tag: ts.JSDocTag): Snippet {
  const line = source.getLineAndCharacterOfPosition(tag.getStart()).line + 1;
  const where = `${relative(ROOT, source.fileName)}:${line}`;
  const text = source.text.slice(tag.getStart(), tag.end).replace(/^[ \t]*\* ?/gm, "");
  const [, code] = /^```ts\n(.*?)^```$/ms.exec(text) ?? [];
  if (code === undefined) throw new Error(`${where}: an @example without a block \`\`\`ts`);
  return { where, code };
}
