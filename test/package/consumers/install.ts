import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../../tools/engine/cache.js";
import { ROOT } from "../../../tools/root.js";
import { type Layout } from "./kinds.js";

/** What a project depends on: names and versions, or `file:` and the path of a tarball. */
export type Packages = Readonly<Record<string, string>>;

/** Longest installation, in milliseconds. */
const LONGEST_INSTALLATION = 180_000;

const NPM = ["npm", "install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];

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
      const pnpm = join(ROOT, "node_modules", "pnpm", "bin", "pnpm.cjs");
      const options = ["--prefer-offline", "--ignore-scripts", "--no-frozen-lockfile", "--ignore-workspace"];
      run([process.execPath, pnpm, "install", ...options, ...folders], folder);
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
