import * as pulumi from "@pulumi/pulumi";
import {
  type BackupFrequencyType,
  type PipelineRunPhase,
  type PipelineRunState,
} from "../codec/known-values.js";
import { parseGate } from "../gate/parse-gate.js";
import { type WaitOptions } from "../gate/wait-options.js";
import { checkRunRef, runId } from "../run-ref.js";
import { type ExpectedState } from "../states.js";
import { type DatasetRetentionPolicy, type PipelineRunStats } from "../types.js";
import { loadReads } from "./load-reads.js";
import { readWithOptions, type ReadOptions } from "./read-options.js";

/** Which Data Lake Pipeline run to read. */
export interface GetDataLakePipelineRunArgs {
  /** Id of the project that holds the pipeline: 24 lower-case hexadecimal digits. */
  readonly projectId: string;
  /** Name of the Data Lake Pipeline: 1 to 64 characters without `/`, `\`, space, `"` or `$`; not `.` or `..`. */
  readonly pipelineName: string;
  /** Id of the run: 24 lower-case hexadecimal digits. */
  readonly pipelineRunId: string;
  /**
   * State or states that the run has to be in; in any other, the function rejects with a {@link RunStateError}.
   * Default: any state will do; with `wait`, `DONE`.
   */
  readonly expectedState?: ExpectedState | undefined;
  /**
   * Makes the program wait for an expected state during `pulumi up`. A preview reads once: it rejects if the run can
   * never get there, and warns if `up` will wait. Default: nothing waits.
   */
  readonly wait?: WaitOptions | undefined;
}

/** {@link GetDataLakePipelineRunArgs} for arguments that may come from outputs of resources. */
export interface GetDataLakePipelineRunOutputArgs {
  /** Id of the project that holds the pipeline: 24 lower-case hexadecimal digits. */
  readonly projectId: pulumi.Input<string>;
  /** Name of the Data Lake Pipeline: 1 to 64 characters without `/`, `\`, space, `"` or `$`; not `.` or `..`. */
  readonly pipelineName: pulumi.Input<string>;
  /** Id of the run: 24 lower-case hexadecimal digits. */
  readonly pipelineRunId: pulumi.Input<string>;
  /** State or states that the run has to be in. Default: any state will do; with `wait`, `DONE`. */
  readonly expectedState?: pulumi.Input<ExpectedState> | undefined;
  /** Makes the program wait for an expected state during `pulumi up`. Default: nothing waits. */
  readonly wait?: pulumi.Input<WaitOptions> | undefined;
}

/** One Data Lake Pipeline run. A field that Atlas did not send is absent. Dates are RFC 3339 strings. */
export interface GetDataLakePipelineRunResult {
  /** `{projectId}/{pipelineName}/{pipelineRunId}`. */
  readonly id: string;
  /** Id of the project. */
  readonly projectId: string;
  /** Name of the Data Lake Pipeline. */
  readonly pipelineName: string;
  /** Id of the run. */
  readonly pipelineRunId: string;
  /** Id of the Data Lake Pipeline. */
  readonly pipelineId?: string | undefined;
  /** Id of the cluster's snapshot that the run reads. */
  readonly snapshotId?: string | undefined;
  /** Name of the dataset that the run generates: a `dataSource` of a Federated Database collection. */
  readonly datasetName?: string | undefined;
  /** State of the run: `PENDING`, `IN_PROGRESS`, `DONE`, `FAILED` or `DATASET_DELETED`. */
  readonly state?: PipelineRunState | undefined;
  /** Processing phase: `SNAPSHOT`, `EXPORT` or `INGESTION`. */
  readonly phase?: PipelineRunPhase | undefined;
  /** Backup schedule interval: `HOURLY`, `DAILY`, `WEEKLY`, `MONTHLY`, `YEARLY` or `ON_DEMAND`. */
  readonly backupFrequencyType?: BackupFrequencyType | undefined;
  /** When the run was created, RFC 3339. */
  readonly createdDate?: string | undefined;
  /** When the run was last updated, RFC 3339. */
  readonly lastUpdatedDate?: string | undefined;
  /** When the run expires and its dataset is deleted, RFC 3339. */
  readonly scheduledDeletionDate?: string | undefined;
  /** How long the pipeline retains datasets. */
  readonly datasetRetentionPolicy?: DatasetRetentionPolicy | undefined;
  /** Runtime statistics of the run: bytes exported and documents. */
  readonly stats?: PipelineRunStats | undefined;
}

/**
 * Reads one Data Lake Pipeline run in the program, with one request. Reads of the same run at the same time share
 * that request; a later read makes its own.
 *
 * Source: `GET /api/atlas/v2/groups/{groupId}/pipelines/{pipelineName}/runs/{pipelineRunId}`, version 2023-01-01.
 *
 * @param args Which run, and in which state it has to be.
 * @param opts A signal that ends the read. Default: only the configured time limits do.
 * @returns The run; a field that Atlas did not send is absent.
 * @throws {@link InvalidArgumentError}, {@link ConfigurationError}, {@link AtlasApiError}, {@link AtlasNetworkError} or
 * {@link AtlasContentError}; with `expectedState` or `wait`, {@link RunStateError} as well; with a `signal`, an
 * {@link AtlasError} `CANCELLED`. All of them are {@link AtlasError} with a stable `code`. Where the program does not
 * catch it, it is the one error line of the preview or update.
 * @example
 * ```ts
 * const run = await atlas.getDataLakePipelineRun({ projectId, pipelineName: "nightly", pipelineRunId });
 * const megabytes = (run.stats?.bytesExported ?? 0) / 1e6;
 * ```
 *
 * @example Give up after 20 seconds, and go on without a run that does not exist
 * ```ts
 * const signal = AbortSignal.timeout(20_000);
 * const run = await atlas
 *   .getDataLakePipelineRun({ projectId, pipelineName, pipelineRunId }, { signal })
 *   .catch((error: unknown) => {
 *     if (error instanceof atlas.AtlasError && error.code === "NOT_FOUND") return undefined;
 *     throw error;
 *   });
 * ```
 */
export async function getDataLakePipelineRun(
  args: GetDataLakePipelineRunArgs,
  opts?: ReadOptions,
): Promise<GetDataLakePipelineRunResult> {
  const where = "getDataLakePipelineRun: ";
  const ref = checkRunRef(where, args);
  const gate = parseGate(where, args);
  const fields = await readWithOptions(where, opts, (signal) => {
    const { programCaller, readThroughGate } = loadReads();
    return readThroughGate(programCaller(signal), ref, gate, pulumi.runtime.isDryRun());
  });
  return { id: runId(ref), ...fields };
}

/**
 * Like {@link getDataLakePipelineRun}, for arguments that may be outputs of resources. While one of them is not known
 * yet, in a preview, the read is skipped and the result is unknown.
 *
 * @param args Which run, and in which state it has to be.
 * @param opts A signal that ends the read. Default: only the configured time limits do.
 * @returns The run as an output. What `getDataLakePipelineRun` rejects with fails the preview or update.
 * @example
 * ```ts
 * const producer = new pulumi.StackReference("organization/producer/prod");
 * const pipelineRunId = producer.requireOutput("runId");
 * const run = atlas.getDataLakePipelineRunOutput({ projectId, pipelineName, pipelineRunId });
 * export const snapshotId = run.snapshotId;
 * ```
 */
export function getDataLakePipelineRunOutput(
  args: GetDataLakePipelineRunOutputArgs,
  opts?: ReadOptions,
): pulumi.Output<GetDataLakePipelineRunResult> {
  return pulumi
    .output({ ...args })
    .apply((known) => getDataLakePipelineRun(known as GetDataLakePipelineRunArgs, opts));
}
