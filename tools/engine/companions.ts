import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../root.js";
import { findExecutable } from "./installed-engine.js";

const LANGUAGE_HOST = "pulumi-language-nodejs";
const DYNAMIC_PROVIDER = "pulumi-resource-pulumi-nodejs";

/** Script that starts our language host. `exec` keeps the process id, so that the engine's signals reach the host. */
const LANGUAGE_HOST_SCRIPT = `#!/bin/sh
# The engine starts this in the folder of a Node program. Written by tools/engine/companions.ts.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 1
exec node "$here/nodejs-host/main.js" "$@"
`;

/** Tells whether an engine has a language host and a dynamic provider, beside its real executable or on PATH. */
export function hasCompanions(command: string): boolean {
  const bin = dirname(realpathSync(command));
  return [LANGUAGE_HOST, DYNAMIC_PROVIDER].every(
    (name) => (findExecutable(join(bin, name)) ?? findExecutable(name)) !== undefined,
  );
}

/** Writes our language host and the SDK's dynamic provider into a folder, in place of older copies there. */
export function writeCompanions(bin: string): void {
  const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));
  const host = join(ROOT, "build", "tools", "engine", "nodejs-host");
  mkdirSync(join(bin, "nodejs-host"), { recursive: true });
  for (const name of readdirSync(host).filter((file) => file.endsWith(".js"))) {
    replace(join(bin, "nodejs-host", name), readFileSync(join(host, name), "utf8"));
  }
  // Whatever package.json lies above the cache, these files are CommonJS.
  replace(join(bin, "nodejs-host", "package.json"), '{ "private": true, "type": "commonjs" }\n');
  replace(join(bin, LANGUAGE_HOST), LANGUAGE_HOST_SCRIPT);
  replace(join(bin, DYNAMIC_PROVIDER), readFileSync(join(sdk, DYNAMIC_PROVIDER), "utf8"));
}

/** Replaces a file by a rename, so that an engine that starts meanwhile reads one whole text. */
function replace(file: string, content: string): void {
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, content, { mode: 0o755 });
  renameSync(partial, file);
}
