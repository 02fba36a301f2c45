import { accessSync, constants, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";

/** The file name of the CLI on this platform. */
export const PULUMI = process.platform === "win32" ? "pulumi.exe" : "pulumi";

/** The first executable of this name in the folders of a PATH, as an absolute path. */
export function findOnPath(name: string, path = process.env["PATH"] ?? ""): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => resolve(folder, name)).find(isExecutable);
}

/** Whether this is a file that the current user may run. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
