import * as pulumi from "@pulumi/pulumi";
import { checkFieldName, requiredValue } from "../../run/required-field.js";
import {
  type GetDataLakePipelineRunResult,
  type OptionalRunField,
  type RequiredRunField,
} from "../../run/fields.js";

/**
 * Takes a field from a run that a function has read, and fails if the run lacks it. Its type has no undefined, so that it
 * is an input of other resources as it is.
 *
 * @param run The run as `getDataLakePipelineRun` or `getLatestDataLakePipelineRun` gives it.
 * @param field Name of a field that Atlas may leave out.
 * @returns The value of the field.
 * @throws {@link AtlasError} `MISSING_FIELD` if the run lacks the field; {@link InvalidArgumentError} for another name.
 * @example
 * ```ts
 * const run = await atlas.getLatestDataLakePipelineRun({ projectId, pipelineName: "nightly" });
 * const datasetName: string = atlas.requireField(run, "datasetName");
 * ```
 */
export function requireField<K extends OptionalRunField>(
  run: GetDataLakePipelineRunResult,
  field: K,
): RequiredRunField<K>;
/**
 * Takes a field from the output of a function. While the run is not known, neither is the field.
 *
 * @param run The run as `getDataLakePipelineRunOutput` or `getLatestDataLakePipelineRunOutput` gives it.
 * @param field Name of a field that Atlas may leave out.
 * @returns The value of the field as an output. A run that lacks it fails the preview or update with one line.
 * @example
 * ```ts
 * const run = atlas.getLatestDataLakePipelineRunOutput({ projectId, pipelineName: "nightly" });
 * const datasetName: pulumi.Output<string> = atlas.requireField(run, "datasetName");
 * ```
 */
export function requireField<K extends OptionalRunField>(
  run: pulumi.Output<GetDataLakePipelineRunResult>,
  field: K,
): pulumi.Output<RequiredRunField<K>>;
export function requireField<K extends OptionalRunField>(
  run: GetDataLakePipelineRunResult | pulumi.Output<GetDataLakePipelineRunResult>,
  field: K,
): RequiredRunField<K> | pulumi.Output<RequiredRunField<K>> {
  checkFieldName(field);
  const take = (known: GetDataLakePipelineRunResult): RequiredRunField<K> =>
    requiredValue(known, field, known[field]);
  if (!pulumi.Output.isInstance(run)) return take(run);
  // The value is of this type by itself: what `apply` unwraps further is not in a run.
  return run.apply(take);
}
