import { existsSync } from "node:fs";
import { join, normalize } from "node:path";
import { anchorsOf, codeSpansOf, linksOf, ROOT } from "./markdown.js";

const EXTERNAL = /^[a-z][a-z+.-]*:/i;
/** A path of this repository, as documents that are packed without it write it. */
const PATH = /^(?:docs|examples|test|tools)\/[\w./-]*$/;

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
