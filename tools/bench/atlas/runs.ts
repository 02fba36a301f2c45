import { examplePipelineRun, type LocalRun } from "pulumi-atlas-data-lake/testing";

export const { projectId: PROJECT_ID, pipelineName: PIPELINE_NAME } = examplePipelineRun;

/** The id of the n-th run; programs of the benchmark make it the same way. */
export function runIdOf(n: number): string {
  return n.toString(16).padStart(24, "0");
}

/** The n-th run, with every documented field. */
export function runOf(n: number): LocalRun {
  return { ...examplePipelineRun, run: { ...examplePipelineRun.run, _id: runIdOf(n) } };
}
