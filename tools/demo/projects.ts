import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../root.js";
import { linkModules } from "../engine/link-modules.js";

/** The folders of the two projects. */
export interface DemoProjects {
  readonly upstream: string;
  readonly downstream: string;
}

/**
 * Copies the checkout's own program and the downstream one into a folder where this package is installed. Stack settings
 * are then written there, not in the checkout.
 */
export function createProjects(folder: string): DemoProjects {
  linkModules(folder, join(ROOT, "node_modules"), ROOT);
  const upstream = join(folder, "upstream");
  const downstream = join(folder, "downstream");
  mkdirSync(upstream);
  const project = readFileSync(join(ROOT, "Pulumi.yaml"), "utf8");
  writeFileSync(join(upstream, "Pulumi.yaml"), project);
  cpSync(join(ROOT, "examples", "read-one-run"), join(upstream, "examples", "read-one-run"), {
    recursive: true,
  });
  cpSync(join(ROOT, "tools", "demo", "consumer"), downstream, { recursive: true });
  for (const project of [upstream, downstream])
    writeFileSync(join(project, "package.json"), '{ "private": true }\n');
  return { upstream, downstream };
}
