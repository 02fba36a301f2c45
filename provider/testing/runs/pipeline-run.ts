/**
 * The body of a Data Lake Pipeline run, with the fields that the API documents. Dates are RFC 3339 strings. Enumerated
 * values are strings, so that a test can serve a value that Atlas adds later. A misspelt value, "done" for "DONE", is
 * refused.
 */
export interface PipelineRunBody {
  /** The run's id, 24 lower-case hexadecimal digits. */
  readonly _id: string;
  /** HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY or ON_DEMAND. */
  readonly backupFrequencyType?: string;
  /** Time at which the run was created. */
  readonly createdDate?: string;
  /** The dataset that the run generates. */
  readonly datasetName?: string;
  /** The time for which its dataset is kept. */
  readonly datasetRetentionPolicy?: DatasetRetentionPolicyBody;
  /** The project's id in the body. The one in the path is `LocalRun.projectId`. */
  readonly groupId?: string;
  /** Time at which the run was last updated. */
  readonly lastUpdatedDate?: string;
  /** SNAPSHOT, EXPORT or INGESTION. */
  readonly phase?: string;
  /** The pipeline's id, 24 lower-case hexadecimal digits. */
  readonly pipelineId?: string;
  /** Time at which the run expires and its dataset is deleted. */
  readonly scheduledDeletionDate?: string;
  /** The id of the snapshot that the run reads, 24 lower-case hexadecimal digits. */
  readonly snapshotId?: string;
  /** PENDING, IN_PROGRESS, DONE, FAILED or DATASET_DELETED. */
  readonly state?: string;
  /** The amount that the run has exported so far. */
  readonly stats?: PipelineRunStatsBody;
}

/** The time for which Atlas keeps the dataset of a run. */
export interface DatasetRetentionPolicyBody {
  /** Time at which the policy was last modified. */
  readonly lastModifiedDate?: string;
  /** DAYS, WEEKS or MONTHS. */
  readonly units: string;
  /** Number of units, at least 1. */
  readonly value: number;
}

/** The amount that a run has exported so far. */
export interface PipelineRunStatsBody {
  /** Bytes. */
  readonly bytesExported?: number;
  /** Documents. */
  readonly numDocs?: number;
}

/** A run and its place: `/groups/{projectId}/pipelines/{pipelineName}/runs/{run._id}`. */
export interface LocalRun {
  /** Id of the project in the path. */
  readonly projectId: string;
  /** Name of the pipeline in the path, not percent-encoded. */
  readonly pipelineName: string;
  /** The body of the response. */
  readonly run: PipelineRunBody;
  /** The changes of the run in time. Default: none. */
  readonly transitions?: readonly RunTransition[];
}

/** A change in a run at a time, after its first read. Changes at the same time happen in the order of the list. */
export interface RunTransition {
  /** Seconds after the first read of the run, by itself or in a list, 0 to 2147483. */
  readonly afterSeconds: number;
  /** The fields that change; the others stay. */
  readonly set: Partial<Omit<PipelineRunBody, "_id">>;
}
