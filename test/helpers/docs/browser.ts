import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../../tools/engine/cache.js";
import { runCommand } from "../../../tools/engine/run-command.js";
import { fetchOnce } from "../npm/fetch-once.js";

const VERSION = "138.0.2";
const UNPACK = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath());';

/**
 * Returns the path of Chromium without a window, from npm, 190 MB once a machine. Elsewhere than on Linux x64, and
 * without its libraries, the tests become pending, and one line says why.
 */
export async function chromiumOrSkip(context: { skip(): never }): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    process.stderr.write("browser tests skipped: npm has Chromium for Linux x64 only\n");
    return context.skip();
  }
  const folder = join(cacheFolder(), `chromium-${VERSION}`);
  await fetchOnce(folder, `@sparticuz/chromium@${VERSION}`, unpack);
  const executable = join(folder, "chromium");
  const { failure } = await runCommand(executable, ["--version"], { timeout: 60_000 });
  if (failure === undefined) return executable;
  process.stderr.write(`browser tests skipped: Chromium does not run here (libnss3 is needed): ${failure}\n`);
  return context.skip();
}

/** Unpacks the executable, which the package does at run time, and removes the rest. */
async function unpack(folder: string): Promise<void> {
  const options = { cwd: folder, env: { TMPDIR: folder }, timeout: 120_000 };
  const { failure } = await runCommand(process.execPath, ["-e", UNPACK], options);
  if (failure !== undefined) throw new Error(`Chromium cannot be unpacked: ${failure}`);
  for (const name of readdirSync(folder)) {
    if (name !== "chromium") rmSync(join(folder, name), { recursive: true, force: true });
  }
}
