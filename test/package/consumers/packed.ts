import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../tools/root.js";

/** Makes the tarball as a release does, with its scripts, in a folder that holds none, and returns its path. */
export function packInto(folder: string): string {
  execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
    timeout: 120_000,
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack made no tarball");
  return join(folder, tarball);
}

/** The files in a tarball, without the folder that all of them are in. */
export function filesOf(tarball: string): readonly string[] {
  const listed = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" });
  return listed
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(/^package\//, ""));
}

/** The text of a file in a tarball. */
export function textIn(tarball: string, file: string): string {
  return execFileSync("tar", ["-xzOf", tarball, `package/${file}`], { encoding: "utf8" });
}
