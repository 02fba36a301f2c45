import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { examplePipelineRun, startLocalAtlas } from "pulumi-atlas-data-lake/testing";
import { type Engine } from "../engine/engine.js";
import { IsolatedPulumi } from "../engine/isolated-pulumi.js";
import { linkModules } from "../engine/link-modules.js";
import { ROOT } from "../root.js";

const { projectId, pipelineName, run } = examplePipelineRun;
const DONE = { ...run, state: "DONE", phase: "INGESTION" } as const;
const FAILED = { ...DONE, _id: "32b6e34b3d91647abb20e7b9", state: "FAILED", phase: "EXPORT" } as const;
const MOVING = { ...DONE, _id: "32b6e34b3d91647abb20e7bb", state: "IN_PROGRESS", phase: "EXPORT" } as const;

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as atlas from "pulumi-atlas-data-lake";
const run = new atlas.DataLakePipelineRun("nightly", {
  projectId: "${projectId}",
  pipelineName: "${pipelineName}",
  pipelineRunId: new pulumi.Config().require("runId"),
  expectedState: "DONE",
  wait: { pollIntervalSeconds: 2 },
});
export const { state, snapshotId, datasetName } = run;
`;

/** What a terminal shows of a preview, of one that the check stops, and of an update that waits, with its colours. */
export async function record(engine: Engine): Promise<string> {
  const pulumi = new IsolatedPulumi(engine);
  const atlas = await startLocalAtlas({
    runs: [DONE, FAILED, MOVING].map((run) => ({ projectId, pipelineName, run })),
    accessTokens: [{ token: "offline" }],
    deprecated: false,
  });
  // The run is done at the third read of the update; the first is that of a preview.
  const move = setInterval(() => {
    const reads = atlas.requests.filter(({ path }) => path.endsWith(MOVING._id)).length;
    if (reads >= 2)
      atlas.updateRun(projectId, pipelineName, MOVING._id, { state: "DONE", phase: "INGESTION" });
  }, 50);
  try {
    const cwd = createProject(pulumi.folder);
    const quiet = (...args: readonly string[]): Promise<unknown> => pulumi.run(args, { cwd });
    const show = async (...args: readonly string[]): Promise<string> => {
      const { exitCode, stdout } = await pulumi.run([...args, "--color", "always", "--suppress-progress"], {
        cwd,
      });
      const status = exitCode === 0 ? "" : `\n${prompt(["echo", "$?"])}\n${exitCode}`;
      return `${prompt(["pulumi", ...args])}\n${sections(stdout)}${status}\n`;
    };
    const choose = async (id: string): Promise<string> => {
      const args = ["config", "set", "runId", id];
      await quiet(...args);
      return `${prompt(["pulumi", ...args])}\n`;
    };
    await quiet("stack", "init", "dev");
    await quiet("config", "set", "mongodbatlas:baseUrl", atlas.baseUrl);
    await quiet("config", "set", "--secret", "mongodbatlas:accessToken", "offline");
    const parts = [
      await choose(DONE._id),
      await show("preview"),
      "\n",
      await choose(FAILED._id),
      await show("preview"),
      "\n",
      await choose(MOVING._id),
      await show("up", "--yes", "--skip-preview"),
    ];
    return parts.join("").trimEnd();
  } finally {
    clearInterval(move);
    await atlas.close();
    pulumi.remove();
  }
}

function createProject(folder: string): string {
  linkModules(folder, join(ROOT, "node_modules"), ROOT);
  const cwd = join(folder, "first-run");
  mkdirSync(cwd);
  writeFileSync(join(cwd, "Pulumi.yaml"), "name: first-run\nruntime: nodejs\nmain: index.ts\n");
  writeFileSync(join(cwd, "package.json"), '{ "private": true }\n');
  writeFileSync(join(cwd, "index.ts"), PROGRAM);
  return cwd;
}

function prompt(command: readonly string[]): string {
  return `\u001b[1m$ ${command.join(" ")}\u001b[0m`;
}

/**
 * The output from its first section on, without its duration. The lines before, one for each event, are what a terminal
 * replaces as it goes.
 */
function sections(output: string): string {
  const lines = output.trimEnd().split("\n");
  const plain = lines.map(stripVTControlCharacters);
  const first = plain.findIndex((line) => /^(Diagnostics|Outputs):/.test(line));
  const duration = plain.findIndex((line) => line.startsWith("Duration:"));
  const last = duration === -1 ? undefined : duration;
  return lines
    .slice(first, last)
    .filter((_, i) => plain[first + i] !== "")
    .join("\n");
}
