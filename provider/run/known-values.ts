// Spelt out rather than taken from the lists below, so that the declarations and their documentation name the values.

/**
 * Backup schedule interval of the pipeline. A value that Atlas adds is kept as it is, with a warning: hence any other
 * text as well.
 */
export type BackupFrequencyType =
  "HOURLY" | "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY" | "ON_DEMAND" | (string & Record<never, never>);

/** Processing phase of a run: one that Atlas documents, or one that it adds. */
export type PipelineRunPhase = "SNAPSHOT" | "EXPORT" | "INGESTION" | (string & Record<never, never>);

/** The states that Atlas documents. In the last three a run has come to its end. */
export type KnownState = "PENDING" | "IN_PROGRESS" | "DONE" | "FAILED" | "DATASET_DELETED";

/** State of a run: one that Atlas documents, or one that it adds. */
export type PipelineRunState = KnownState | (string & Record<never, never>);

/** Unit of time of a retention policy, or a value that Atlas adds. */
export type RetentionUnits = "DAYS" | "WEEKS" | "MONTHS" | (string & Record<never, never>);

/** The documented values of such a type, without the text that stands for values to come. */
type Documented<T extends string> = T extends string ? (string extends T ? never : T) : never;

export const BACKUP_FREQUENCY_TYPES = [
  "HOURLY",
  "DAILY",
  "WEEKLY",
  "MONTHLY",
  "YEARLY",
  "ON_DEMAND",
] as const satisfies readonly Documented<BackupFrequencyType>[];
export const PHASES = [
  "SNAPSHOT",
  "EXPORT",
  "INGESTION",
] as const satisfies readonly Documented<PipelineRunPhase>[];
export const STATES = [
  "PENDING",
  "IN_PROGRESS",
  "DONE",
  "FAILED",
  "DATASET_DELETED",
] as const satisfies readonly Documented<PipelineRunState>[];
export const RETENTION_UNITS = [
  "DAYS",
  "WEEKS",
  "MONTHS",
] as const satisfies readonly Documented<RetentionUnits>[];
