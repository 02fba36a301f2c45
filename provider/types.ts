import { type RetentionUnits } from "./codec/known-values.js";

/** How long a Data Lake Pipeline retains the datasets of scheduled runs. */
export interface DatasetRetentionPolicy {
  /** Unit of `value`: `DAYS`, `WEEKS` or `MONTHS`. */
  readonly units: RetentionUnits;
  /** How many units the dataset is retained: an integer of at least 1. */
  readonly value: number;
  /** When the policy was last modified, RFC 3339. */
  readonly lastModifiedDate?: string | undefined;
}

/** Runtime statistics of a run. Both are exact: for a number beyond 2^53 − 1 the read fails with the code `DECODE`. */
export interface PipelineRunStats {
  /** Size of the data exported by the run, in bytes. */
  readonly bytesExported?: number | undefined;
  /** Number of documents ingested by the run. */
  readonly numDocs?: number | undefined;
}
