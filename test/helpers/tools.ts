import { execFileSync } from "node:child_process";

/**
 * For a `before` hook of tests that need a program of the system: without it they become pending, and one line says
 * why; where ATLAS_REQUIRE_ENGINE=1 (CI) is set, they fail instead.
 */
export function toolOrSkip(context: { skip(): never }, tool: string, ...probe: readonly string[]): void {
  try {
    execFileSync(tool, probe, { stdio: "ignore" });
  } catch (error) {
    if (process.env["ATLAS_REQUIRE_ENGINE"] === "1") throw error;
    process.stderr.write(`tests skipped: ${tool} is not on this machine\n`);
    context.skip();
  }
}
