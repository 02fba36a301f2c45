import * as pulumi from "@pulumi/pulumi";
import {
  type BackupFrequencyType,
  type PipelineRunPhase,
  type PipelineRunState,
} from "./codec/known-values.js";
import { parseGate } from "./gate/parse-gate.js";
import { type WaitOptions } from "./gate/wait-options.js";
import { InvalidArgumentError } from "./errors/index.js";
import { absentIfNull, OPTIONAL_FIELDS, type OptionalField } from "./optional-fields.js";
import { PROVIDER_TEXT } from "./provider-text.js";
import { checkArgument, RUN_ARGUMENTS, runId, type RunRef } from "./run-ref.js";
import { type ExpectedState } from "./states.js";
import { type DatasetRetentionPolicy, type PipelineRunStats } from "./types.js";

/** The resource type that policy packs match. Resources in state have it: it never changes. */
const TYPE = "pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun";

/** Which Data Lake Pipeline run to read, and in which state it has to be. */
export interface DataLakePipelineRunArgs {
  /** Id of the project that holds the pipeline: 24 lower-case hexadecimal digits. */
  readonly projectId: pulumi.Input<string>;
  /** Name of the Data Lake Pipeline: 1 to 64 characters without `/`, `\`, space, `"` or `$`; not `.` or `..`. */
  readonly pipelineName: pulumi.Input<string>;
  /** Id of the run: 24 lower-case hexadecimal digits. */
  readonly pipelineRunId: pulumi.Input<string>;
  /**
   * State or states that the run has to be in. In any other, the preview or update fails. Not applied in a refresh.
   * Default: any state will do; with `wait`, `DONE`.
   */
  readonly expectedState?: pulumi.Input<ExpectedState> | undefined;
  /**
   * Makes `pulumi up` wait for the run to be in an expected state. A preview reads once: it fails if the run can
   * never get there, and warns if `up` will wait. Default: nothing waits.
   */
  readonly wait?: pulumi.Input<WaitOptions> | undefined;
}

/**
 * One Data Lake Pipeline run of MongoDB Atlas, read in `pulumi preview`, `pulumi up` and `pulumi refresh` with one
 * request. It is never created, changed or deleted. While an argument is not known yet, a preview skips the read
 * and the outputs are unknown.
 *
 * The read fails the preview or the update with one line under the resource's name: for arguments out of form,
 * credentials that are missing or refused, a run that does not exist, an API that is gone, a state that is not
 * expected, and so on: {@link AtlasErrorCode} lists the reasons. In a refresh, a run that no longer exists leaves the
 * state, and no state is an error.
 *
 * Source: `GET /api/atlas/v2/groups/{groupId}/pipelines/{pipelineName}/runs/{pipelineRunId}`, version 2023-01-01.
 * An output whose field Atlas does not send is undefined. Dates are RFC 3339 strings.
 *
 * @example
 * ```ts
 * const run = new atlas.DataLakePipelineRun("nightly", { projectId, pipelineName: "nightly", pipelineRunId });
 * export const dataset = run.datasetName;
 * ```
 *
 * @example Stop the preview and the update unless the run is done
 * ```ts
 * const run = new atlas.DataLakePipelineRun("nightly", {
 *   projectId,
 *   pipelineName: "nightly",
 *   pipelineRunId,
 *   expectedState: "DONE",
 * });
 * ```
 */
export class DataLakePipelineRun extends pulumi.CustomResource {
  /** Id of the project. */
  declare readonly projectId: pulumi.Output<string>;
  /** Name of the Data Lake Pipeline. */
  declare readonly pipelineName: pulumi.Output<string>;
  /** Id of the run. */
  declare readonly pipelineRunId: pulumi.Output<string>;
  /** Id of the Data Lake Pipeline. */
  declare readonly pipelineId: pulumi.Output<string | undefined>;
  /** Id of the cluster's snapshot that the run reads. */
  declare readonly snapshotId: pulumi.Output<string | undefined>;
  /** Name of the dataset that the run generates: a `dataSource` of a Federated Database collection. */
  declare readonly datasetName: pulumi.Output<string | undefined>;
  /** State of the run: `PENDING`, `IN_PROGRESS`, `DONE`, `FAILED` or `DATASET_DELETED`. */
  declare readonly state: pulumi.Output<PipelineRunState | undefined>;
  /** Processing phase: `SNAPSHOT`, `EXPORT` or `INGESTION`. */
  declare readonly phase: pulumi.Output<PipelineRunPhase | undefined>;
  /** Backup schedule interval: `HOURLY`, `DAILY`, `WEEKLY`, `MONTHLY`, `YEARLY` or `ON_DEMAND`. */
  declare readonly backupFrequencyType: pulumi.Output<BackupFrequencyType | undefined>;
  /** When the run was created, RFC 3339. */
  declare readonly createdDate: pulumi.Output<string | undefined>;
  /** When the run was last updated, RFC 3339. */
  declare readonly lastUpdatedDate: pulumi.Output<string | undefined>;
  /** When the run expires and its dataset is deleted, RFC 3339. */
  declare readonly scheduledDeletionDate: pulumi.Output<string | undefined>;
  /** How long the pipeline retains datasets. */
  declare readonly datasetRetentionPolicy: pulumi.Output<DatasetRetentionPolicy | undefined>;
  /** Runtime statistics of the run: bytes exported and documents. */
  declare readonly stats: pulumi.Output<PipelineRunStats | undefined>;

  /**
   * Reads the run that the arguments name.
   *
   * @param name Name of the resource in the program.
   * @param args Which run to read.
   * @param opts Pulumi's options; `id` is made from the arguments and cannot be given.
   * @throws {@link InvalidArgumentError} for an argument that is out of form and given as a plain value; one that comes
   * from an output is checked by the read.
   */
  constructor(name: string, args: DataLakePipelineRunArgs, opts?: Omit<pulumi.CustomResourceOptions, "id">);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    args: DataLakePipelineRunArgs | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const id = args === undefined ? opts.id : idOf(name, args, opts);
    super(TYPE, name, properties(args), { ...opts, ...(id === undefined ? {} : { id }) });
    const outputs = this as unknown as Record<OptionalField, pulumi.Output<unknown>>;
    for (const name of OPTIONAL_FIELDS) absentWhenAsked(outputs, name);
  }

  /**
   * Reads a run by its id. Any state will do: there are no arguments to expect one.
   *
   * @param name Name of the resource in the program.
   * @param id `{projectId}/{pipelineName}/{pipelineRunId}`, such as the `id` of another run. One that is out of form
   * fails the read with an {@link InvalidArgumentError}.
   * @param opts Pulumi's options.
   * @returns The resource.
   * @example
   * ```ts
   * const id = "32b6e34b3d91647abb20e7b8/nightly/32b6e34b3d91647abb20e7b8";
   * export const state = atlas.DataLakePipelineRun.get("nightly", id).state;
   * ```
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): DataLakePipelineRun {
    return new DataLakePipelineRun(name, undefined, { ...opts, id });
  }

  /**
   * Whether an object is a DataLakePipelineRun, also one of another copy of this package.
   *
   * @param obj Anything.
   * @returns True for a DataLakePipelineRun.
   * @example
   * ```ts
   * const ids = [run, "not a run"].filter((item) => atlas.DataLakePipelineRun.isInstance(item)).map(({ id }) => id);
   * ```
   */
  static override isInstance(obj: unknown): obj is DataLakePipelineRun {
    return pulumi.CustomResource.isInstance(obj) && (obj as { __pulumiType?: unknown }).__pulumiType === TYPE;
  }
}

/**
 * Makes an output undefined in place of null, once somebody asks for it: most outputs are never asked for, and each that
 * is derived from another costs the SDK half a dozen promises with a stack trace.
 */
function absentWhenAsked(outputs: Record<OptionalField, pulumi.Output<unknown>>, name: OptionalField): void {
  const sent = outputs[name];
  let output: pulumi.Output<unknown> | undefined;
  // An own property, since Pulumi exports those of a resource that is a stack's output.
  Object.defineProperty(outputs, name, {
    get: () => (output ??= sent.apply(absentIfNull)),
    enumerable: true,
    configurable: true,
  });
}

function idOf(
  name: string,
  args: DataLakePipelineRunArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Input<string> {
  const where = `DataLakePipelineRun "${name}": `;
  if (opts.id !== undefined) {
    throw new InvalidArgumentError(
      `${where}the option id cannot be given with arguments: use DataLakePipelineRun.get(name, id) to read by id`,
    );
  }
  // What is known here is checked here, even while another argument is not known yet and the read is skipped.
  for (const argument of RUN_ARGUMENTS) {
    const value: unknown = args[argument];
    if (isPlain(value)) checkArgument(where, argument, value);
  }
  const { expectedState, wait } = args;
  parseGate(where, { ...(isPlain(expectedState) && { expectedState }), ...(isPlain(wait) && { wait }) });
  if (isPlain(args)) return runId(args as RunRef);
  const { projectId, pipelineName, pipelineRunId } = args;
  // With what is expected: while that is not known, a read could check for something else.
  return pulumi
    .output({ projectId, pipelineName, pipelineRunId, expectedState, wait })
    .apply((known: RunRef) => runId(known));
}

/** Whether a value is there as it is, and not in an output or a promise that the read will see the value of. */
function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  const isData = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isData && Object.values(value).every(isPlain);
}

/** What the engine passes to the read, and the names of the outputs to expect. */
function properties(args: DataLakePipelineRunArgs | undefined): pulumi.Inputs {
  return {
    projectId: args?.projectId,
    pipelineName: args?.pipelineName,
    pipelineRunId: args?.pipelineRunId,
    ...(args?.expectedState !== undefined && { expectedState: args.expectedState }),
    ...(args?.wait !== undefined && { wait: args.wait }),
    // The provider is not told of a preview, and has to know where it would wait otherwise.
    ...(args?.wait !== undefined && pulumi.runtime.isDryRun() && { preview: true }),
    ...Object.fromEntries(OPTIONAL_FIELDS.map((output) => [output, undefined])),
    __provider: PROVIDER_TEXT,
  };
}
