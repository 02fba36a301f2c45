// Packs the package as it is published: `npm run package -- [folder for the tarball]`. npm chooses the files. The
// package.json in the tarball lacks what only a checkout needs. On GitHub it names the repository: npm compares it with
// the one that the provenance names, resolves the README's links with it, and a fork has another.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
const [target = ROOT] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "atlas-data-lake-package-"));

function run(command, ...args) {
  execFileSync(command, args, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
}

try {
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const name = `${manifest.name}-${manifest.version}.tgz`;
  run("npm", "pack", "--silent", "--pack-destination", folder);
  run("tar", "-xzf", join(folder, name), "-C", folder);
  for (const key of ["scripts", "workspaces", "devDependencies"]) delete manifest[key];
  if (GITHUB_REPOSITORY) {
    const address = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
    manifest.repository = { type: "git", url: `git+${address}.git` };
    Object.assign(manifest, { bugs: { url: `${address}/issues` }, homepage: `${address}#readme` });
  }
  writeFileSync(join(folder, "package", "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  // Each declaration beside its code, which has the same comments: npm's own order makes the tarball a tenth larger.
  const files = readdirSync(join(folder, "package"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  run("tar", "-czf", join(resolve(target), name), "-C", folder, ...files);
  process.stdout.write(`${name}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
