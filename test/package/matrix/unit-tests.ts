import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { ROOT } from "../../../tools/root.js";
import { type NodeToUse } from "../consumers/consumer.js";

/** Longest run of the unit tests, in milliseconds. */
const LONGEST_RUN = 300_000;

/** Runs the unit tests on a Node, with the checkout's packages, and throws what failed. */
export function runUnitTests({ bin }: NodeToUse): void {
  const mocha = join(ROOT, "node_modules", "mocha", "bin", "mocha.js");
  const { TEST_COUNTS: _counts, ...inherited } = process.env;
  const result = spawnSync(
    join(bin, "node"),
    [mocha, "--reporter", "dot", "--require", "./test/helpers/no-network.ts", "test/unit/**/*.test.ts"],
    {
      cwd: ROOT,
      env: { ...inherited, PATH: [bin, inherited["PATH"]].join(delimiter) },
      encoding: "utf8",
      timeout: LONGEST_RUN,
    },
  );
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(result.stdout.slice(-2000) + result.stderr);
}
