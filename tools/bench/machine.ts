import { readFileSync } from "node:fs";
import { arch, availableParallelism, cpus, release, totalmem, type } from "node:os";
import { type Engine } from "../engine/engine.js";
import { type Machine } from "./report.js";

/** What the figures come from. */
export function describeMachine(engine: Engine | undefined): Machine {
  const manifest = readFileSync(require.resolve("@pulumi/pulumi/package.json"), "utf8");
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown CPU",
    cpus: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    platform: `${type()} ${release()} ${arch()}`,
    node: process.versions.node,
    sdk: (JSON.parse(manifest) as { version: string }).version,
    ...(engine !== undefined && { engine: engine.version }),
  };
}
