import * as pulumi from "@pulumi/pulumi";
import { checkFieldName, requiredValue } from "../../run/required-field.js";
import {
  type GetDataLakePipelineRunResult,
  type OptionalRunField,
  type RequiredRunField,
} from "../../run/fields.js";

/**
 * Returns a field of a run that a function has read, and fails if the run lacks it. Its type has no undefined, so that it
 * fits the inputs of other resources.
 *
 * @param run A result of `getDataLakePipelineRun` or `getLatestDataLakePipelineRun`.
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
 * Returns a field of the output of a function. While the run is not known, neither is the field.
 *
 * @param run A result of `getDataLakePipelineRunOutput` or `getLatestDataLakePipelineRunOutput`.
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
  // A run holds no output or promise, which `apply` would unwrap further.
  return run.apply(take);
}
