import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../../engine/cache.js";
import { newestFirst } from "../../../engine/versions.js";
import { type NodeToUse } from "../consumers/consumer.js";
import { npm } from "./npm.js";

/** The newest version of a line of Node, such as `22`, that npm has. */
export function newestOfLine(line: string): string {
  const published = npm("view", `node@${line}`, "version", "--json").match(/\d+\.\d+\.\d+/g) ?? [];
  const [version] = published.sort(newestFirst);
  if (version === undefined) throw new Error(`npm has no Node ${line}`);
  return version;
}

/**
 * A version of Node, from npm's packages that hold nothing but its executable for one kind of machine. It is fetched once a
 * machine and kept in the user's cache folder.
 */
export function nodeOfVersion(version: string): NodeToUse {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(cacheFolder(), `node-${version}`);
  const bin = join(folder, "node_modules", name, "bin");
  if (!existsSync(join(bin, "node"))) fetchInto(folder, `${name}@${version}`);
  const found = execFileSync(join(bin, "node"), ["--version"], { encoding: "utf8" }).trim();
  return { version: found, bin };
}

/** Beside its place first, so that what was interrupted is never taken for a Node. */
function fetchInto(folder: string, spec: string): void {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    npm("install", "--prefix", unfinished, "--no-save", "--no-audit", "--no-fund", spec);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
