import * as pulumi from "@pulumi/pulumi";
import {
  type GetDataLakePipelineRunResult,
  OPTIONAL_FIELDS,
  type OptionalRunField,
} from "../../run/fields.js";
import { type RunFields } from "../../atlas/codec/run.js";
import { runId } from "../../run/run-ref.js";

const ABSENT = Object.fromEntries(OPTIONAL_FIELDS.map((name) => [name, undefined])) as Readonly<
  Record<OptionalRunField, undefined>
>;

/** Makes the result of a function. It has each field at each depth, undefined if Atlas did not send it. */
export function toResult(run: RunFields): GetDataLakePipelineRunResult {
  const { datasetRetentionPolicy: policy, stats } = run;
  return {
    id: runId(run),
    ...ABSENT,
    ...run,
    datasetRetentionPolicy: policy && { lastModifiedDate: undefined, ...policy },
    stats: stats && { bytesExported: undefined, numDocs: undefined, ...stats },
  };
}

/** Makes the result in a preview before a wait. A field that the run lacks so far is unknown, since `up` may find it. */
export function withUnknowns(result: GetDataLakePipelineRunResult): GetDataLakePipelineRunResult {
  const fields = Object.entries(result).map(([name, value]: [string, unknown]) => [
    name,
    value ?? pulumi.unknown,
  ]);
  return Object.fromEntries(fields) as GetDataLakePipelineRunResult;
}
