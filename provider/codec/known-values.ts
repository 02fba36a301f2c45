/** The documented values of an enumerated field, yet any other text as well: Atlas may add values. */
export type Known<Values extends readonly string[]> = Values[number] | (string & Record<never, never>);

export const BACKUP_FREQUENCY_TYPES = [
  "HOURLY",
  "DAILY",
  "WEEKLY",
  "MONTHLY",
  "YEARLY",
  "ON_DEMAND",
] as const;
export const PHASES = ["SNAPSHOT", "EXPORT", "INGESTION"] as const;
export const STATES = ["PENDING", "IN_PROGRESS", "DONE", "FAILED", "DATASET_DELETED"] as const;
export const RETENTION_UNITS = ["DAYS", "WEEKS", "MONTHS"] as const;

/** Backup schedule interval of the pipeline. */
export type BackupFrequencyType = Known<typeof BACKUP_FREQUENCY_TYPES>;
/** Processing phase of the run. */
export type PipelineRunPhase = Known<typeof PHASES>;
/** The states that are documented. */
export type KnownState = (typeof STATES)[number];
/** State of the run. */
export type PipelineRunState = Known<typeof STATES>;
/** Unit of time of a retention policy. */
export type RetentionUnits = Known<typeof RETENTION_UNITS>;
