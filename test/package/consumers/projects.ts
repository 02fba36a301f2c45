import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../tools/root.js";
import { writeProgram } from "./consumer.js";
import { install, type Packages } from "./install.js";
import { type ConsumerKind } from "./kinds.js";

/** What all projects of one column of the matrix, or of the short tests, have in common. */
export interface Shared {
  readonly tarball: string;
  /** Version of `@pulumi/pulumi`. */
  readonly sdk: string;
}

/** Project folders, made when first asked for; programs with the same layout and packages take turns in one. */
export class Projects {
  readonly #folders = new Map<string, string>();

  constructor(
    private readonly root: string,
    private readonly shared: Shared,
  ) {}

  /** The folder with a program of a kind and its packages, in place of the program that was there. */
  folderWith(kind: ConsumerKind): string {
    const folder = this.#folderFor(kind);
    writeProgram(folder, kind);
    return folder;
  }

  #folderFor(kind: ConsumerKind): string {
    const packages = this.#packages(kind);
    const key = JSON.stringify([kind.layout, packages]);
    const made = this.#folders.get(key);
    if (made !== undefined) return made;
    const folder = install(kind.layout, join(this.root, `${kind.layout}-${this.#folders.size}`), packages);
    this.#folders.set(key, folder);
    return folder;
  }

  #packages(kind: ConsumerKind): Packages {
    return {
      "pulumi-atlas-data-lake": `file:${this.shared.tarball}`,
      "@pulumi/pulumi": this.shared.sdk,
      "@types/node": pinned("@types/node"),
      ...(kind.typescript === "none" ? {} : { typescript: kind.typescript ?? pinned("typescript") }),
      ...kind.packages,
    };
  }
}

/** The version of a package that this checkout is developed with. */
export function pinned(name: string): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const version = manifest.devDependencies[name];
  if (version === undefined) throw new Error(`${name} is not among the devDependencies`);
  return version;
}
