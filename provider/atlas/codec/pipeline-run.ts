import * as t from "io-ts";
import { type PipelineRunFields } from "../../run/fields.js";
import {
  type BackupFrequencyType,
  type PipelineRunPhase,
  type PipelineRunState,
  type RetentionUnits,
} from "../../run/known-values.js";
import { DateTime, ExactInt64, HexId, PositiveInt32, Text, optional } from "./primitives.js";

/** A value as Atlas sends it: a field that may be undefined may be absent as well. */
type Sent<T> = T extends string | number
  ? T
  : { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
      readonly [K in keyof T as undefined extends T[K] ? K : never]?: T[K];
    };

/** A codec for each field. The compiler reports one that is missing, unknown or of another type. */
type BodyCodecs = Readonly<Record<"_id" | "groupId", t.Type<string | undefined>>> & {
  readonly [K in keyof PipelineRunFields]: t.Type<Sent<NonNullable<PipelineRunFields[K]>> | undefined>;
};

/** An enumerated field, which may have a value that Atlas does not document yet. */
const open = <T extends string>(): t.Type<T> => Text as unknown as t.Type<T>;

/** `datasetRetentionPolicy` of a run. */
const RetentionPolicy = t.intersection([
  t.type({ units: open<RetentionUnits>(), value: PositiveInt32 }),
  t.partial({ lastModifiedDate: optional(DateTime) }),
]);

/** `stats` of a run. */
export const RunStats = t.partial({ bytesExported: optional(ExactInt64), numDocs: optional(ExactInt64) });

/** Documented fields of a Data Lake Pipeline run. Each may be missing. */
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
} satisfies BodyCodecs);

export type PipelineRunBody = t.TypeOf<typeof PipelineRunBody>;
