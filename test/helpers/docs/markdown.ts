import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, normalize, relative } from "node:path";
import GithubSlugger from "github-slugger";
import { lexer, walkTokens, type Token } from "marked";

import { ROOT } from "../../../tools/root.js";
export { ROOT };

/** A fenced block of code in a Markdown file. */
export interface CodeBlock {
  /** Path from the root and line, such as `docs/testing.md:12`. */
  readonly where: string;
  readonly language: string;
  readonly code: string;
}

/** Folders that hold nothing of this repository's own. */
const FOREIGN = new Set(["node_modules", "build", "dist", ".git", "cache"]);

const EXTERNAL = /^[a-z][a-z+.-]*:/i;
/** A path of this repository, as documents that are packed without it write it. */
const PATH = /^(?:docs|examples|test|tools)\/[\w./-]*$/;

/** Every Markdown file of the repository, or of another folder, as a path from its root. */
export function markdownFiles(root = ROOT, folder = root): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return FOREIGN.has(entry.name) ? [] : markdownFiles(root, path);
    return entry.name.endsWith(".md") ? [relative(root, path)] : [];
  });
}

export function readMarkdown(file: string, root = ROOT): string {
  return readFileSync(join(root, file), "utf8");
}

/** The blocks of code of a file, in their order. */
export function codeBlocks(file: string): readonly CodeBlock[] {
  const text = readMarkdown(file);
  let from = 0;
  return tokensOf(text).flatMap((token) => {
    if (token.type !== "code") return [];
    const code = token as Token & { lang?: string; text: string };
    from = text.indexOf(code.raw, from);
    const line = text.slice(0, from).split("\n").length;
    from += code.raw.length;
    return [{ where: `${file}:${line}`, language: code.lang ?? "", code: `${code.text}\n` }];
  });
}

/** The targets of all links and images of a file. */
export function linksOf(file: string, root = ROOT): readonly string[] {
  return tokensOf(readMarkdown(file, root)).flatMap((token) =>
    token.type === "link" || token.type === "image" ? [(token as Token & { href: string }).href] : [],
  );
}

/** The texts that a file shows as code within a line. */
function codeSpansOf(file: string): readonly string[] {
  return tokensOf(readMarkdown(file)).flatMap((token) =>
    token.type === "codespan" ? [(token as Token & { text: string }).text] : [],
  );
}

/** The anchors that GitHub gives the headings of a file. */
export function anchorsOf(file: string, root = ROOT): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const headings = headingsOf(file, root);
  return new Set(headings.map((heading) => slugger.slug(heading)));
}

/** The headings of a file, in plain text. */
export function headingsOf(file: string, root = ROOT): readonly string[] {
  return tokensOf(readMarkdown(file, root)).flatMap((token) =>
    token.type === "heading" ? [plain((token as Token & { tokens: Token[] }).tokens)] : [],
  );
}

/** The relative links of a file that lead nowhere, each with the reason. A link never leaves the root. */
export function brokenLinks(file: string, root = ROOT): readonly string[] {
  return linksOf(file, root)
    .filter((href) => !EXTERNAL.test(href))
    .flatMap((href) => {
      const why = linkProblem(file, href, root);
      return why === undefined ? [] : [`${href}: ${why}`];
    });
}

/** What is wrong with a link of a file, if anything is. */
export function linkProblem(file: string, href: string, root = ROOT): string | undefined {
  const [path = "", anchor] = decodeURI(href).split("#");
  const target = path === "" ? file : normalize(join(file, "..", path));
  if (target.startsWith("..") || !existsSync(join(root, target))) return "no such file";
  if (anchor === undefined) return undefined;
  return target.endsWith(".md") && anchorsOf(target, root).has(anchor) ? undefined : "no such heading";
}

/** The paths of this repository that a file names as code, and that do not exist. */
export function missingPaths(file: string): readonly string[] {
  return codeSpansOf(file).filter((text) => PATH.test(text) && !existsSync(join(ROOT, text)));
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  void walkTokens(lexer(text), (token) => {
    tokens.push(token);
  });
  return tokens;
}

function plain(tokens: readonly Token[]): string {
  return (tokens as readonly { tokens?: Token[]; text?: string }[])
    .map(({ tokens: inner, text = "" }) => (inner === undefined ? text : plain(inner)))
    .join("");
}
