import { createRequire } from "node:module";
import type * as atlasPackage from "pulumi-atlas-data-lake";
import { PIPELINE_NAME, PROJECT_ID, runIdOf } from "../atlas/runs.js";

/** Milliseconds. */
export interface LoadTimes {
  /** Pulumi's SDK, which any program loads. */
  readonly sdk: number;
  /** This package, after that. */
  readonly package: number;
  /** The first read, with what it loads, and the one after. */
  readonly firstRead: number;
  readonly secondRead: number;
}

const load = createRequire(__filename);

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function main(): Promise<void> {
  let atlas: typeof atlasPackage | undefined;
  const read = (n: number): unknown =>
    atlas?.getDataLakePipelineRun({
      projectId: PROJECT_ID,
      pipelineName: PIPELINE_NAME,
      pipelineRunId: runIdOf(n),
    });
  const times: LoadTimes = {
    sdk: await timed(() => load("@pulumi/pulumi")),
    package: await timed(() => {
      atlas = load("pulumi-atlas-data-lake") as typeof atlasPackage;
    }),
    firstRead: await timed(() => read(0)),
    secondRead: await timed(() => read(1)),
  };
  process.stdout.write(JSON.stringify(times));
}

void main();
