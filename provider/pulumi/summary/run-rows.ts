import {
  type DatasetRetentionPolicy,
  type GetDataLakePipelineRunResult,
  type PipelineRunStats,
} from "../../run/fields.js";
import { RETENTION_UNITS } from "../../run/known-values.js";
import { type Row } from "./markdown.js";
import { age, bytes, count, plural, utc } from "./units.js";

/** The fields of a run that a summary takes: those of a result of `getDataLakePipelineRun`. Each may be missing. */
export type DataLakePipelineRunSummaryFields = Partial<
  Omit<GetDataLakePipelineRunResult, "id" | "datasetRetentionPolicy" | "stats">
> & {
  /** How long the pipeline retains datasets. */
  readonly datasetRetentionPolicy?: Pick<DatasetRetentionPolicy, "units" | "value"> | undefined;
  /** Runtime statistics of the run. */
  readonly stats?: Partial<PipelineRunStats> | undefined;
};

/** Returns the rows of one field. `now` is the time that ages are relative to; without it, dates have no age. */
type RowsOf<T> = (value: T, now: Date | undefined) => readonly Row[];

/** The types of the fields that are present. */
type Shown = {
  readonly [K in keyof DataLakePipelineRunSummaryFields]-?: Exclude<
    DataLakePipelineRunSummaryFields[K],
    undefined
  >;
};

/** The rows of each field, in the order of the table. The compiler reports a field that is missing. */
const ROWS: { readonly [K in keyof Shown]: RowsOf<Shown[K]> } = {
  state: text("State"),
  phase: text("Phase"),
  pipelineName: text("Pipeline"),
  projectId: text("Project"),
  pipelineRunId: text("Run"),
  // The name of the pipeline is what a reader knows.
  pipelineId: () => [],
  datasetName: text("Dataset"),
  snapshotId: text("Snapshot"),
  backupFrequencyType: text("Backup frequency"),
  createdDate: date("Created"),
  lastUpdatedDate: date("Last updated"),
  scheduledDeletionDate: date("Scheduled deletion"),
  datasetRetentionPolicy: (policy) => [["Retention", retention(policy)]],
  stats: ({ bytesExported, numDocs }) => [
    ["Exported", bytesExported === undefined ? undefined : size(bytesExported)],
    ["Documents", numDocs === undefined ? undefined : count(numDocs)],
  ],
};

/** Names of the fields that a summary takes. */
export const SUMMARY_FIELDS = Object.keys(ROWS) as readonly (keyof Shown)[];

/**
 * Returns the rows of a run's table, in plain text.
 *
 * @param now The time that ages are relative to. Undefined: dates are shown without an age.
 */
export function runRows(run: DataLakePipelineRunSummaryFields, now: Date | undefined): readonly Row[] {
  return SUMMARY_FIELDS.flatMap((field) => {
    const value = run[field];
    return value === undefined ? [] : rowsOf(field, value, now);
  });
}

function rowsOf<K extends keyof Shown>(field: K, value: Shown[K], now: Date | undefined): readonly Row[] {
  return ROWS[field](value, now);
}

function text(label: string): RowsOf<string> {
  return (value) => [[label, value]];
}

function date(label: string): RowsOf<string> {
  return (value, now) => {
    const words = now === undefined ? "" : age(value, now);
    return [[label, words === "" ? utc(value) : `${utc(value)} (${words})`]];
  };
}

function retention({ value, units }: Pick<DatasetRetentionPolicy, "units" | "value">): string {
  const known = (RETENTION_UNITS as readonly string[]).includes(units);
  return known ? plural(value, units.slice(0, -1).toLowerCase()) : `${count(value)} ${units}`;
}

/** A size in words, with the exact number of bytes where the words round it. */
function size(n: number): string {
  const exact = plural(n, "byte");
  const words = bytes(n);
  return words === exact ? exact : `${words} (${exact})`;
}
