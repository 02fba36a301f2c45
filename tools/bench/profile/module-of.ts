import { fileURLToPath } from "node:url";
import { sep } from "node:path";
import { ROOT } from "../../root.js";

/** Where a function of a profile is from. */
export interface Module {
  readonly package: string;
  /** Within the package. */
  readonly file: string;
}

const OURS = `${ROOT}${sep}dist${sep}`;

/** The package and the file of a call frame; what is no file has a package of its own, such as `node` or `(idle)`. */
export function moduleOf(frame: { readonly url: string; readonly functionName: string }): Module {
  const { url, functionName } = frame;
  if (url === "") return { package: functionName.startsWith("(") ? functionName : "(native)", file: "" };
  if (url.startsWith("node:")) return { package: "node", file: url };
  const path = url.startsWith("file:") ? fileURLToPath(url) : url;
  if (path.startsWith(OURS)) return { package: "pulumi-atlas-data-lake", file: path.slice(OURS.length) };
  const inPackage = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](.*)$/.exec(path);
  if (inPackage) return { package: inPackage[1] ?? "", file: inPackage[2] ?? "" };
  return { package: "(the program)", file: path };
}
