/**
 * The body of a Data Lake Pipeline run, with the fields that the API documents. Enumerated values are plain strings, so
 * that a test can also serve a value that Atlas adds later. A documented value has to be spelt as documented: "done" for
 * "DONE" is refused. Dates are RFC 3339 strings.
 */
export interface PipelineRunBody {
  /** The run's id, 24 lower-case hexadecimal digits. */
  readonly _id: string;
  /** HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY or ON_DEMAND. */
  readonly backupFrequencyType?: string;
  /** When the run was created. */
  readonly createdDate?: string;
  /** The dataset that the run generates. */
  readonly datasetName?: string;
  /** How long its dataset is kept. */
  readonly datasetRetentionPolicy?: DatasetRetentionPolicyBody;
  /** The project's id, as the body tells it; where the run is found is `LocalRun.projectId`. */
  readonly groupId?: string;
  /** When the run was last updated. */
  readonly lastUpdatedDate?: string;
  /** SNAPSHOT, EXPORT or INGESTION. */
  readonly phase?: string;
  /** The pipeline's id, 24 lower-case hexadecimal digits. */
  readonly pipelineId?: string;
  /** When the run expires and its dataset is deleted. */
  readonly scheduledDeletionDate?: string;
  /** The id of the snapshot that the run reads, 24 lower-case hexadecimal digits. */
  readonly snapshotId?: string;
  /** PENDING, IN_PROGRESS, DONE, FAILED or DATASET_DELETED. */
  readonly state?: string;
  /** What the run has exported so far. */
  readonly stats?: PipelineRunStatsBody;
}

/** How long Atlas keeps the dataset that a run made. */
export interface DatasetRetentionPolicyBody {
  /** When the policy was last modified. */
  readonly lastModifiedDate?: string;
  /** DAYS, WEEKS or MONTHS. */
  readonly units: string;
  /** How many units, at least 1. */
  readonly value: number;
}

/** What a run has exported so far. */
export interface PipelineRunStatsBody {
  /** Bytes. */
  readonly bytesExported?: number;
  /** Documents. */
  readonly numDocs?: number;
}

/** A run together with where it is found: `/groups/{projectId}/pipelines/{pipelineName}/runs/{run._id}`. */
export interface LocalRun {
  /** Id of the project in the path. */
  readonly projectId: string;
  /** Name of the pipeline in the path, not percent-encoded. */
  readonly pipelineName: string;
  /** The body of the answer. */
  readonly run: PipelineRunBody;
  /** What changes in the run as time passes. Default: nothing, but by `setRun` and `updateRun`. */
  readonly transitions?: readonly RunTransition[];
}

/** A change in a run at a time. Those of one time happen in the order in which they are listed. */
export interface RunTransition {
  /**
   * Seconds after the start of the server, 0 to 2147483, also where `setRun` adds the run later: what is due by then
   * happens at once.
   */
  readonly afterSeconds: number;
  /** The fields that change; the others stay. */
  readonly set: Partial<Omit<PipelineRunBody, "_id">>;
}
