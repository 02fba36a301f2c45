import { type OptionalRunField } from "./types.js";

// A record, so that the compiler misses a field that is forgotten here.
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

/** The fields of a run that Atlas may leave out, by name. */
export const OPTIONAL_FIELDS = Object.keys(FIELDS) as readonly OptionalRunField[];

const NULLS = Object.fromEntries(OPTIONAL_FIELDS.map((name) => [name, null]));

/**
 * The fields with a null in place of each that Atlas left out. In a preview the engine takes an output that is not
 * there for one that is not known yet, and skips whatever checks it; a null is there.
 */
export function withNulls(fields: object): Record<string, unknown> {
  return { ...NULLS, ...fields };
}

/** The opposite of `withNulls`, for one value. */
export function absentIfNull<T>(value: T | null): T | undefined {
  return value ?? undefined;
}
