import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../../tools/root.js";

/** Makes the tarball in a folder as a release does, and returns its path. */
export function packInto(folder: string): string {
  const script = join(ROOT, "tools", "package.mjs");
  const name = execFileSync(process.execPath, [script, folder], { encoding: "utf8", timeout: 120_000 });
  return join(folder, name.trim());
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
