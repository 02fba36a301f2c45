import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureEngine } from "../engine/find-engine.js";
import { ROOT } from "../root.js";
import { record } from "./record.js";
import { terminalSvg } from "./svg.js";

/** Writes the picture of the README, from the output of the real engine. */
async function main(): Promise<void> {
  const engine = await ensureEngine({ report: console.error });
  const title =
    "pulumi preview shows the run, a check stops a preview, and pulumi up waits until the run is done";
  writeFileSync(join(ROOT, "docs", "images", "preview.svg"), terminalSvg(await record(engine), title));
}

void main();
