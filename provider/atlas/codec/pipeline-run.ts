import * as t from "io-ts";
import {
  type BackupFrequencyType,
  type PipelineRunPhase,
  type PipelineRunState,
  type RetentionUnits,
} from "../../run/known-values.js";
import { DateTime, ExactInt64, HexId, PositiveInt32, Text, optional } from "./primitives.js";

const open = <T extends string>(): t.Type<T> => Text as unknown as t.Type<T>;

/** `datasetRetentionPolicy` of a run, as Atlas sends it. */
const RetentionPolicy = t.intersection([
  t.type({ units: open<RetentionUnits>(), value: PositiveInt32 }),
  t.partial({ lastModifiedDate: optional(DateTime) }),
]);

/** `stats` of a run, as Atlas sends it. */
export const RunStats = t.partial({ bytesExported: optional(ExactInt64), numDocs: optional(ExactInt64) });

/** The documented fields of a Data Lake Pipeline run, as Atlas sends them. Every one of them may be missing. */
export const PipelineRunBody = t.partial({
  _id: optional(HexId),
  backupFrequencyType: optional(open<BackupFrequencyType>()),
  createdDate: optional(DateTime),
  datasetName: optional(Text),
  datasetRetentionPolicy: optional(RetentionPolicy),
  groupId: optional(HexId),
  lastUpdatedDate: optional(DateTime),
  phase: optional(open<PipelineRunPhase>()),
  pipelineId: optional(HexId),
  scheduledDeletionDate: optional(DateTime),
  snapshotId: optional(HexId),
  state: optional(open<PipelineRunState>()),
  stats: optional(RunStats),
});

export type PipelineRunBody = t.TypeOf<typeof PipelineRunBody>;
