import { getDataLakePipelineRun } from "pulumi-atlas-data-lake";
import { PIPELINE_NAME, PROJECT_ID, runIdOf } from "../atlas/runs.js";

/**
 * Reads runs with the function, all at once: `node functions.js <readers> <distinct runs>`. Credentials are in the
 * environment. The time is that of the reads, with what the first one loads.
 */
async function main(readers: number, distinct: number): Promise<void> {
  const start = performance.now();
  const results = await Promise.all(
    Array.from({ length: readers }, (_, n) =>
      getDataLakePipelineRun({
        projectId: PROJECT_ID,
        pipelineName: PIPELINE_NAME,
        pipelineRunId: runIdOf(n % distinct),
      }),
    ),
  );
  const ms = performance.now() - start;
  if (results.some(({ snapshotId }) => snapshotId === undefined)) throw new Error("a run without its fields");
  process.stdout.write(JSON.stringify({ ms }));
}

void main(Number(process.argv[2]), Number(process.argv[3]));
