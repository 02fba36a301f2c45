import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../../engine/cache.js";
import { newestFirst } from "../../../engine/versions.js";
import { type NodeToUse } from "../consumers/consumer.js";
import { pinned } from "../consumers/projects.js";

/** One column of the matrix: a Node, and the SDK that projects have on it. */
export interface Column {
  readonly title: string;
  readonly node: Required<NodeToUse>;
  /** Version of `@pulumi/pulumi`. */
  readonly sdk: string;
}

/**
 * The lines of Node that are supported, from the oldest Node on, and the SDK on each: from 3.249 on, the SDK itself needs
 * Node 22.
 */
const LINES = [
  { line: "20.19.0", sdk: () => pinned("@pulumi/pulumi") },
  { line: "20", sdk: () => pinned("@pulumi/pulumi") },
  { line: "22", sdk: newestSdk },
  { line: "24", sdk: newestSdk },
  { line: "26", sdk: newestSdk },
] as const;

/** The columns for these lines of Node, or for all; fetches what is not in the cache. */
export function columns(lines: readonly string[]): readonly Column[] {
  const wanted = LINES.filter(({ line }) => lines.length === 0 || lines.includes(line));
  if (wanted.length < lines.length) throw new Error(`no such line of Node: ${lines.join(" ")}`);
  return wanted.map(({ line, sdk }) => {
    const node = nodeOfLine(line);
    const version = sdk();
    return { title: `Node ${node.version.slice(1)}, SDK ${version}`, node, sdk: version };
  });
}

function newestSdk(): string {
  return npm("view", "@pulumi/pulumi", "dist-tags.latest");
}

/** The newest Node of a line, from npm's packages that hold nothing but its executable for one kind of machine. */
function nodeOfLine(line: string): Required<NodeToUse> {
  const name = `node-${process.platform}-${process.arch}`;
  const published = npm("view", `node@${line}`, "version", "--json").match(/\d+\.\d+\.\d+/g) ?? [];
  const [version] = published.sort(newestFirst);
  if (version === undefined) throw new Error(`npm has no Node ${line}`);
  const folder = join(cacheFolder(), `node-${version}`);
  const bin = join(folder, "node_modules", name, "bin");
  if (!existsSync(join(bin, "node"))) {
    mkdirSync(folder, { recursive: true });
    npm("install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", `${name}@${version}`);
  }
  const found = execFileSync(join(bin, "node"), ["--version"], { encoding: "utf8" }).trim();
  return { version: found, bin };
}

function npm(...args: readonly string[]): string {
  return execFileSync("npm", args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 300_000,
  }).trim();
}
