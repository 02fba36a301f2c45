import * as pulumi from "@pulumi/pulumi";
import { type OptionalRunField, type PipelineRunFields, type RequiredRunField } from "../../run/fields.js";
import { checkFieldName, requiredValue } from "../../run/required-field.js";
import { type RunRef } from "../../run/run-ref.js";
import { allOf } from "../arguments/check-keys.js";
import { checkArguments, RUN } from "../arguments/rules.js";
import { checkStackConfig } from "../process/stack-config.js";
import { type DataLakePipelineRunArgs, inputsOf } from "./inputs.js";
import { checkInstalled } from "./check-installed.js";
import { checkOptions, hasTransformations } from "./check-options.js";
import { checkId, idOfArguments, idWhenKnown } from "./id.js";
import { defineOutputs, type OutputsOf } from "./outputs.js";
import { showRun } from "./show-run.js";
import { warnOfSecrets } from "./warn-of-secrets.js";

/** The resource type that policy packs match. Resources in state have it: it never changes. */
const TYPE = "pulumi-nodejs:dynamic/mongodbatlas:DataLakePipelineRun";

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
// The SDK sets an output for each field, which the compiler cannot see.
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export class DataLakePipelineRun extends pulumi.CustomResource {
  static {
    // A serialized callback that captures a run gets a `require` that throws, as for methods of the SDK.
    // eslint-disable-next-line @typescript-eslint/unbound-method
    Object.assign(this.prototype.require, { doNotCapture: true });
  }

  /**
   * Reads the run that the arguments name.
   *
   * @param name Name of the resource in the program.
   * @param args Which run to read.
   * @param opts Pulumi's options; `id` is made from the arguments and cannot be given.
   * @throws {@link InvalidArgumentError} for arguments or options that are missing, misspelt or out of form; what comes
   * from an output is checked when it resolves. {@link ConfigurationError} for an unknown key `atlas-data-lake:…` of the
   * stack configuration.
   */
  constructor(name: string, args: DataLakePipelineRunArgs, opts?: Omit<pulumi.CustomResourceOptions, "id">);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(
    name: string,
    givenArgs: DataLakePipelineRunArgs | undefined,
    givenOpts?: pulumi.CustomResourceOptions,
  ) {
    const prefix = `DataLakePipelineRun "${name}": `;
    const opts = checkOptions(prefix, givenOpts);
    checkStackConfig();
    checkInstalled(prefix);
    const byId = givenArgs === undefined && "id" in opts;
    const args = byId ? undefined : checkArguments(prefix, RUN, givenArgs);
    const self: { run?: pulumi.Resource } = {};
    const id = idWhenKnown(args ? idOfArguments(prefix, args, opts) : checkId(prefix, opts.id), {
      prefix,
      needs: args ?? { id: opts.id },
      opts,
      isSelf: (resource) => resource === self.run,
    });
    const { stackTraceLimit } = Error;
    // The SDK records a stack trace for each of 60 promises: most of the time of a program with many runs. A
    // transformation is code of the program, whose errors keep theirs.
    const isOwnCode = !hasTransformations(opts);
    if (isOwnCode) Error.stackTraceLimit = 0;
    try {
      super(TYPE, name, inputsOf(args), { ...opts, id });
      self.run = this;
    } catch (error) {
      Error.stackTraceLimit = stackTraceLimit;
      if (isOwnCode && error instanceof Error) Error.captureStackTrace(error);
      throw error;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    showRun(this);
    defineOutputs(this, name, id);
    if (args) warnOfSecrets(prefix, args, this);
  }

  /**
   * Returns a field that Atlas may leave out, and fails the preview or update with one line if the run lacks it. The type
   * has no undefined, so that it fits the inputs of other resources. While the run is not known, neither is the field. In
   * a preview before a `wait`, a field that the run lacks so far is not known either.
   *
   * @param field Name of the field.
   * @returns The value of the field as an output.
   * @throws {@link InvalidArgumentError} for a name that is not one of these fields.
   * @example
   * ```ts
   * const datasetName: pulumi.Output<string> = run.require("datasetName");
   * ```
   */
  require<K extends OptionalRunField>(field: K): pulumi.Output<RequiredRunField<K>> {
    checkFieldName(field);
    const { pipelineName, pipelineRunId, state, phase } = this;
    const outputs = this as unknown as Readonly<Record<OptionalRunField, pulumi.Output<unknown>>>;
    const value: pulumi.Output<unknown> = pulumi
      .all([outputs[field], pipelineName, pipelineRunId, state, phase])
      .apply(([value, pipelineName, pipelineRunId, state, phase]) =>
        requiredValue({ pipelineName, pipelineRunId, state, phase }, field, value),
      );
    return value as pulumi.Output<RequiredRunField<K>>;
  }

  /**
   * Reads a run by its id, in any state.
   *
   * @param name Name of the resource in the program.
   * @param id `{projectId}/{pipelineName}/{pipelineRunId}`, such as the `id` of another run.
   * @param opts Pulumi's options.
   * @returns The resource.
   * @throws {@link InvalidArgumentError} for an id that is missing or out of form.
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
    return new DataLakePipelineRun(name, undefined, {
      ...allOf("DataLakePipelineRun.get: the options", opts ?? {}),
      id,
    });
  }

  /**
   * Returns whether an object is a DataLakePipelineRun, also one of another copy of this package.
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

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging, @typescript-eslint/no-empty-object-type
export interface DataLakePipelineRun extends OutputsOf<RunRef & PipelineRunFields> {}
