import { gzipSync } from "node:zlib";
import { examplePipelineRun, type LocalAtlas } from "pulumi-atlas-data-lake/testing";
import { runCommand } from "../engine/run-command.js";
import { runOf } from "./programs.js";

/** Cost of a list with one body: CPU time, and the growth of the process to its peak. */
export type HostileCase = Readonly<{ body: string; seconds: number; mebibytes: number }>;

const RUNS = Array.from({ length: 500 }, (_, n) => ({ ...runOf(n).run, state: `STATE_${n}` }));
/** Bodies of up to 1 MiB that cost the most. */
const BODIES = {
  "350,000 objects": `{"results":[${"{},".repeat(349_000)}1]}`,
  "500,000 arrays in each other": "[".repeat(524_000) + "]".repeat(524_000),
  "500 unknown states": JSON.stringify({ results: RUNS }),
};

/** Reads a run, and then the list, whose cost it prints. */
const SCRIPT = `const { getDataLakePipelineRun, getDataLakePipelineRuns } = require("pulumi-atlas-data-lake");
const { run, ...pipeline } = ${JSON.stringify(examplePipelineRun)};
getDataLakePipelineRun({ ...pipeline, pipelineRunId: "${"0".repeat(24)}" }).then(async () => {
  const [start, before] = [process.cpuUsage(), process.memoryUsage.rss() / 1024];
  await getDataLakePipelineRuns(pipeline).catch(() => undefined);
  const { user, system } = process.cpuUsage(start);
  const [seconds, mebibytes] = [(user + system) / 1e6, (process.resourceUsage().maxRSS - before) / 1024];
  process.stderr.write(JSON.stringify({ seconds, mebibytes }));
});`;

/** Measures each body in a process of its own. */
export async function measureHostile(atlas: LocalAtlas, cwd: string, env: object): Promise<HostileCase[]> {
  const cases: HostileCase[] = [];
  for (const [body, text] of Object.entries(BODIES)) {
    const fault = { type: "raw", body: gzipSync(text), headers: { "content-encoding": "gzip" } } as const;
    atlas.fail(fault, { path: /\/runs$/, times: 1 });
    const { stderr, failure } = await runCommand(process.execPath, ["-e", SCRIPT], { cwd, env: { ...env } });
    if (failure !== undefined) throw new Error(`${body}: ${failure}`);
    cases.push({ body, ...(JSON.parse(stderr.slice(stderr.lastIndexOf("{"))) as Omit<HostileCase, "body">) });
  }
  return cases;
}
