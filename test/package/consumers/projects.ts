import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../../tools/engine/cache.js";
import { ROOT } from "../../../tools/root.js";
import { type ConsumerKind, type Layout } from "./kinds.js";

/** What a project depends on: names and versions, or `file:` and the path of a tarball. */
export type Packages = Readonly<Record<string, string>>;

/** Longest installation, in milliseconds. */
const LONGEST_INSTALLATION = 180_000;

const NPM = ["npm", "install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];

/** Fetched by npx when it is needed: no dependency, since it takes 23 MB. */
const PNPM = ["npx", "--yes", "pnpm@10.34.9", "install", "--prefer-offline", "--ignore-scripts"];

/** What projects that share their folders have in common. */
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

/** Writes a program of a kind into a folder with its packages, in place of the program that was there. */
export function writeProgram(folder: string, kind: ConsumerKind): void {
  for (const file of ["index.js", "index.ts", "tsconfig.json", "Pulumi.test.yaml"]) {
    rmSync(join(folder, file), { force: true });
  }
  const { name, dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name?: string;
    readonly dependencies?: Packages;
  };
  const manifest = { name, version: "1.0.0", private: true, dependencies, ...kind.manifest };
  const files = { "package.json": JSON.stringify(manifest), ...kind.files };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, "Pulumi.yaml"), `name: ${kind.name}\nruntime: ${kind.runtime ?? "nodejs"}\n`);
}

/** The version of a package that this checkout is developed with. */
export function pinned(name: string): string {
  return versionIn("devDependencies", name);
}

/** The oldest version of `@pulumi/pulumi` that this package supports. */
export function oldestSdk(): string {
  return versionIn("peerDependencies", "@pulumi/pulumi").replace("^", "");
}

function versionIn(key: "devDependencies" | "peerDependencies", name: string): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Readonly<
    Record<typeof key, Packages>
  >;
  const version = manifest[key][name];
  if (version === undefined) throw new Error(`${name} is not among the ${key}`);
  return version;
}

/** Installs packages with a real package manager and returns the folder for the program. */
export function install(layout: Layout, folder: string, packages: Packages): string {
  mkdirSync(folder, { recursive: true });
  switch (layout) {
    case "npm": {
      writeManifest(folder, { dependencies: packages });
      seedLock(folder, packages, { dependencies: packages });
      run(NPM, folder);
      return folder;
    }
    case "workspace": {
      const project = join(folder, "packages", "infra");
      mkdirSync(project, { recursive: true });
      const root = { workspaces: ["packages/*"] };
      writeManifest(folder, root);
      writeManifest(project, { name: "infra", dependencies: packages });
      seedLock(folder, packages, root);
      run(NPM, folder);
      return project;
    }
    case "pnpm": {
      writeManifest(folder, { dependencies: packages });
      // Shared by all runs: what was fetched once is not fetched again.
      const store = join(cacheFolder(), "pnpm");
      const folders = [`--store-dir=${join(store, "store")}`, `--config.cache-dir=${join(store, "cache")}`];
      run([...PNPM, "--no-frozen-lockfile", "--ignore-workspace", ...folders], folder);
      return folder;
    }
  }
}

function writeManifest(folder: string, manifest: object): void {
  const text = JSON.stringify({ name: "consumer", version: "1.0.0", private: true, ...manifest });
  writeFileSync(join(folder, "package.json"), text);
}

interface Locked {
  readonly version?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
}

/**
 * Begins a lock file with the versions that the checkout has, which lie in npm's cache since `npm ci`: npm leaves out what is
 * not needed, and fetches nothing. Of use where the SDK is the checkout's.
 */
function seedLock(folder: string, packages: Packages, root: object): void {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, Locked>;
  };
  if (Object.entries(packages).some(([name, version]) => isOther(lock.packages, name, version))) return;
  const entries = Object.entries(lock.packages)
    .filter(([path, { link }]) => path.startsWith("node_modules/") && link !== true)
    .map(([path, { dev: _dev, ...entry }]) => [path, entry] as const);
  const seeded = { "": root, ...Object.fromEntries(entries) };
  const text = JSON.stringify({ name: "consumer", lockfileVersion: 3, requires: true, packages: seeded });
  writeFileSync(join(folder, "package-lock.json"), text);
}

function isOther(locked: Readonly<Record<string, Locked>>, name: string, version: string): boolean {
  return !version.startsWith("file:") && locked[`node_modules/${name}`]?.version !== version;
}

function run([command = "", ...args]: readonly string[], cwd: string): void {
  try {
    execFileSync(command, args, { cwd, timeout: LONGEST_INSTALLATION, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${args.join(" ")}:\n${stdout}${stderr}`, { cause: error });
  }
}
