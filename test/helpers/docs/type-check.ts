import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "./markdown.js";

/** Code to check, and where it comes from. */
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
};

/** What a fragment may use without having made it: the names that the documentation takes for granted. */
const PRELUDE: Readonly<Record<string, string>> = {
  pulumi: `import * as pulumi from "@pulumi/pulumi";`,
  atlas: `import * as atlas from "pulumi-atlas-data-lake";`,
  ...Object.fromEntries(
    ["startLocalAtlas", "examplePipelineRun", "LocalAtlasOptions", "LocalRun", "Fault"].map((name) => [
      name,
      `import { ${name} } from "pulumi-atlas-data-lake/testing";`,
    ]),
  ),
  projectId: "declare const projectId: string;",
  pipelineName: "declare const pipelineName: string;",
  pipelineRunId: "declare const pipelineRunId: string;",
  run: `declare const run: import("pulumi-atlas-data-lake").DataLakePipelineRun;`,
  orgB: `declare const orgB: import("pulumi-atlas-data-lake").Provider;`,
  local: `declare const local: import("pulumi-atlas-data-lake/testing").LocalAtlas;`,
  other: `declare const other: { readonly runId: import("@pulumi/pulumi").Output<string> };`,
};

/**
 * Compiles all snippets, each as a module of its own, against the built package as a program that has it installed
 * would. One that begins with the name of a file, as a comment, can be imported by the others of its document. Gives
 * what the compiler says, each line with the place of the snippet.
 */
export function typeCheck(snippets: readonly Snippet[]): readonly string[] {
  const files = new Map(snippets.map((snippet, i) => [join(FOLDER, fileName(snippet, i)), snippet]));
  const texts = new Map([...files].map(([name, { code }]) => [name, withPrelude(code)]));
  const program = ts.createProgram([...texts.keys()], OPTIONS, hostWith(texts));
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const where = files.get(file?.fileName ?? "")?.where ?? file?.fileName ?? "options";
    return `${where}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

function fileName({ where, code }: Snippet, index: number): string {
  const [, name] = /^\/\/ ([\w.-]+\.ts)$/m.exec(code) ?? [];
  const [document = ""] = where.split(":");
  return name === undefined ? `${index}.ts` : join(document, name);
}

/** The code with what it takes for granted, as far as it uses that and does not make it itself. */
function withPrelude(code: string): string {
  const names = topLevelNames(code);
  const needed = Object.entries(PRELUDE).filter(
    ([name]) => !names.has(name) && new RegExp(`\\b${name}\\b`).test(code),
  );
  return [...needed.map(([, line]) => line), code, "export {};"].join("\n");
}

function topLevelNames(code: string): ReadonlySet<string> {
  const names = new Set<string>();
  const bind = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.add(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) bind(element.name);
  };
  for (const statement of ts.createSourceFile("x.ts", code, ts.ScriptTarget.Latest).statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) bind(name);
    } else if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (bindings && ts.isNamespaceImport(bindings)) names.add(bindings.name.text);
      else for (const { name } of bindings?.elements ?? []) names.add(name.text);
    }
  }
  return names;
}

/** Files that are not on the disk, in a folder of modules that may await at their top. */
function hostWith(snippets: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const texts = new Map([...snippets, [join(FOLDER, "package.json"), `{ "type": "module" }`]]);
  return {
    ...host,
    fileExists: (name) => texts.has(name) || host.fileExists(name),
    readFile: (name) => texts.get(name) ?? host.readFile(name),
    // The compiler looks for no file in a folder that it believes is not there.
    directoryExists: (name) =>
      [...texts.keys()].some((file) => file.startsWith(`${name}/`)) || host.directoryExists?.(name) === true,
    getSourceFile: (name, target, ...rest) => {
      const text = snippets.get(name);
      return text === undefined
        ? host.getSourceFile(name, target, ...rest)
        : ts.createSourceFile(name, text, target, true);
    },
  };
}
