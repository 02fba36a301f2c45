/**
 * The body of a Data Lake Pipeline run, with the fields that the API documents. Enumerated values are plain strings, so
 * that a test can also serve a value that Atlas has yet to invent. Dates are RFC 3339 strings.
 */
export interface PipelineRunBody {
  /** The run's id, 24 hexadecimal digits in Atlas. */
  readonly _id: string;
  /** HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY or ON_DEMAND. */
  readonly backupFrequencyType?: string;
  readonly createdDate?: string;
  readonly datasetName?: string;
  readonly datasetRetentionPolicy?: DatasetRetentionPolicyBody;
  /** The project's id, as the body tells it; where the run is found is `LocalRun.projectId`. */
  readonly groupId?: string;
  readonly lastUpdatedDate?: string;
  /** SNAPSHOT, EXPORT or INGESTION. */
  readonly phase?: string;
  readonly pipelineId?: string;
  readonly scheduledDeletionDate?: string;
  readonly snapshotId?: string;
  /** PENDING, IN_PROGRESS, DONE, FAILED or DATASET_DELETED. */
  readonly state?: string;
  readonly stats?: PipelineRunStatsBody;
}

/** How long Atlas keeps the dataset that a run made. */
export interface DatasetRetentionPolicyBody {
  readonly lastModifiedDate?: string;
  /** DAYS, WEEKS or MONTHS. */
  readonly units: string;
  /** How many units, at least 1. */
  readonly value: number;
}

/** What a run has exported so far. */
export interface PipelineRunStatsBody {
  readonly bytesExported?: number;
  readonly numDocs?: number;
}

/** A run together with where it is found: `/groups/{projectId}/pipelines/{pipelineName}/runs/{run._id}`. */
export interface LocalRun {
  readonly projectId: string;
  readonly pipelineName: string;
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
