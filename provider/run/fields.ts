import {
  type BackupFrequencyType,
  type PipelineRunPhase,
  type PipelineRunState,
  type RetentionUnits,
} from "./known-values.js";
import { type RunRef } from "./run-ref.js";

/** How long a Data Lake Pipeline retains the datasets of scheduled runs. */
export interface DatasetRetentionPolicy {
  /** Unit of `value`: `DAYS`, `WEEKS` or `MONTHS`. */
  readonly units: RetentionUnits;
  /** Number of units that the dataset is retained: an integer of at least 1. */
  readonly value: number;
  /** When the policy was last modified, RFC 3339. */
  readonly lastModifiedDate: string | undefined;
}

/** Runtime statistics of a run. Both are exact: for a number beyond 2^53 − 1 the read fails with the code `DECODE`. */
export interface PipelineRunStats {
  /** Size of the data exported by the run, in bytes. */
  readonly bytesExported: number | undefined;
  /** Number of documents ingested by the run. */
  readonly numDocs: number | undefined;
}

/**
 * The documented fields of a Data Lake Pipeline run, besides those that name it. A field that Atlas did not send is
 * undefined. Dates are RFC 3339 strings.
 */
export interface PipelineRunFields {
  /** Id of the Data Lake Pipeline. */
  readonly pipelineId: string | undefined;
  /** Id of the cluster's snapshot that the run reads. */
  readonly snapshotId: string | undefined;
  /** Name of the dataset that the run generates: a `dataSource` of a Federated Database collection. */
  readonly datasetName: string | undefined;
  /** State of the run: `PENDING`, `IN_PROGRESS`, `DONE`, `FAILED` or `DATASET_DELETED`. */
  readonly state: PipelineRunState | undefined;
  /** Processing phase: `SNAPSHOT`, `EXPORT` or `INGESTION`. */
  readonly phase: PipelineRunPhase | undefined;
  /** Backup schedule interval: `HOURLY`, `DAILY`, `WEEKLY`, `MONTHLY`, `YEARLY` or `ON_DEMAND`. */
  readonly backupFrequencyType: BackupFrequencyType | undefined;
  /** When the run was created, RFC 3339. */
  readonly createdDate: string | undefined;
  /** When the run was last updated, RFC 3339. */
  readonly lastUpdatedDate: string | undefined;
  /** When the run expires and its dataset is deleted, RFC 3339. */
  readonly scheduledDeletionDate: string | undefined;
  /** How long the pipeline retains datasets. */
  readonly datasetRetentionPolicy: DatasetRetentionPolicy | undefined;
  /** Runtime statistics of the run: bytes exported and documents. */
  readonly stats: PipelineRunStats | undefined;
}

/** Name of a field of a run that Atlas may leave out. */
export type OptionalRunField = keyof PipelineRunFields;

/** Type of a field of a run that has it: the result of `require` and `requireField`. */
export type RequiredRunField<K extends OptionalRunField> = NonNullable<PipelineRunFields[K]>;

// A record, so that the compiler reports a field that is missing here.
const FIELDS: Readonly<Record<OptionalRunField, true>> = {
  pipelineId: true,
  snapshotId: true,
  datasetName: true,
  state: true,
  phase: true,
  backupFrequencyType: true,
  createdDate: true,
  lastUpdatedDate: true,
  scheduledDeletionDate: true,
  datasetRetentionPolicy: true,
  stats: true,
};

/** Names of the fields of a run that Atlas may leave out. */
export const OPTIONAL_FIELDS = Object.keys(FIELDS) as readonly OptionalRunField[];

/** One Data Lake Pipeline run, as the functions return it. Each field is always there. */
export interface GetDataLakePipelineRunResult extends RunRef, PipelineRunFields {
  /** `{projectId}/{pipelineName}/{pipelineRunId}`. */
  readonly id: string;
}

const NULLS = Object.fromEntries(OPTIONAL_FIELDS.map((name) => [name, null]));

/**
 * Adds a null for each field that Atlas left out. In a preview the engine takes an absent output for one that is not
 * known yet, and skips the checks that use it. A null is known.
 */
export function withNulls(fields: object): Record<string, unknown> {
  return { ...NULLS, ...fields };
}

/** Undoes `withNulls` for one value. */
export function absentIfNull<T>(value: T | null): T | undefined {
  return value ?? undefined;
}
