import { RETENTION_UNITS } from "../../run/known-values.js";
import {
  type DatasetRetentionPolicy,
  type GetDataLakePipelineRunResult,
  type PipelineRunStats,
} from "../../run/types.js";
import { type Row } from "./markdown.js";
import { age, bytes, count, plural, utc } from "./units.js";

/**
 * What a summary shows of a run: the fields of a result of `getDataLakePipelineRun` that say something to a reader. A
 * field that is absent has no row.
 */
export type DataLakePipelineRunSummaryFields = Partial<
  Pick<
    GetDataLakePipelineRunResult,
    | "state"
    | "phase"
    | "pipelineName"
    | "projectId"
    | "pipelineRunId"
    | "datasetName"
    | "snapshotId"
    | "backupFrequencyType"
    | "createdDate"
    | "lastUpdatedDate"
    | "scheduledDeletionDate"
  >
> & {
  /** How long the pipeline retains datasets. */
  readonly datasetRetentionPolicy?: Pick<DatasetRetentionPolicy, "units" | "value"> | undefined;
  /** Runtime statistics of the run. */
  readonly stats?: Partial<PipelineRunStats> | undefined;
};

/**
 * The rows of a run's table, in plain text.
 *
 * @param now The time that ages are relative to. Undefined: dates are shown without an age.
 */
export function runRows(run: DataLakePipelineRunSummaryFields, now: Date | undefined): readonly Row[] {
  return [
    ["State", run.state],
    ["Phase", run.phase],
    ["Pipeline", run.pipelineName],
    ["Project", run.projectId],
    ["Run", run.pipelineRunId],
    ["Dataset", run.datasetName],
    ["Snapshot", run.snapshotId],
    ["Backup frequency", run.backupFrequencyType],
    ["Created", date(run.createdDate, now)],
    ["Last updated", date(run.lastUpdatedDate, now)],
    ["Scheduled deletion", date(run.scheduledDeletionDate, now)],
    ["Retention", retention(run.datasetRetentionPolicy)],
    ["Exported", size(run.stats?.bytesExported)],
    ["Documents", documents(run.stats?.numDocs)],
  ];
}

function date(sent: string | undefined, now: Date | undefined): string | undefined {
  if (sent === undefined) return undefined;
  const words = now === undefined ? "" : age(sent, now);
  return words === "" ? utc(sent) : `${utc(sent)} (${words})`;
}

function retention(policy: DataLakePipelineRunSummaryFields["datasetRetentionPolicy"]): string | undefined {
  if (policy === undefined) return undefined;
  const { value, units } = policy;
  const known = (RETENTION_UNITS as readonly string[]).includes(units);
  return known ? plural(value, units.slice(0, -1).toLowerCase()) : `${count(value)} ${units}`;
}

/** A size in words, with the exact number of bytes where the words round it. */
function size(n: number | undefined): string | undefined {
  if (n === undefined) return undefined;
  const exact = plural(n, "byte");
  const words = bytes(n);
  return words === exact ? exact : `${words} (${exact})`;
}

function documents(n: number | undefined): string | undefined {
  return n === undefined ? undefined : count(n);
}
