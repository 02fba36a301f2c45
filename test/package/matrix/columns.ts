import { type NodeToUse } from "../consumers/consumer.js";
import { pinned } from "../consumers/projects.js";
import { newestOfLine, nodeOfVersion } from "./nodes.js";
import { npm } from "../../helpers/npm.js";

/** One column of the matrix: a Node, and the SDK that projects have on it. */
export interface Column {
  readonly title: string;
  readonly node: NodeToUse;
  /** Version of `@pulumi/pulumi`. */
  readonly sdk: string;
}

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
    found.push({ title: titleOf(version, sdkVersion), node: await nodeOfVersion(version), sdk: sdkVersion });
  }
  return found;
}

/** The title of a column. */
export function titleOf(node: string, sdk: string): string {
  return `Node ${node}, SDK ${sdk}`;
}

function oldestSdk(): string {
  return pinned("@pulumi/pulumi");
}

function newestSdk(): Promise<string> {
  return npm(["view", "@pulumi/pulumi", "dist-tags.latest"]);
}
