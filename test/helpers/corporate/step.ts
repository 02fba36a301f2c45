import { type GetDataLakePipelineRunArgs } from "../../../provider/index.js";

export type Read = Pick<GetDataLakePipelineRunArgs, "projectId" | "pipelineName" | "pipelineRunId"> &
  Record<"projectId" | "pipelineName" | "pipelineRunId", string>;

/** Some reads with one configuration. */
export interface Step {
  /** Set for this step only. What Node itself reads at its start has to be set for the whole process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Stack configuration. */
  readonly config: Readonly<Record<string, string>>;
  readonly reads: readonly Read[];
  readonly concurrent?: boolean;
  /** Whether names under atlas.test are found without a proxy, on 127.0.0.1. */
  readonly local?: boolean;
}

/** The error of one read. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly retryable: boolean;
  /** All that can be seen of it. */
  readonly inspected: string;
}

export interface StepResult {
  /** For each read the run's id, or its error. */
  readonly outcomes: readonly (string | Failure)[];
  readonly seconds: number;
}
