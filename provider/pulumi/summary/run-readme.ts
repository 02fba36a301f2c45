import * as pulumi from "@pulumi/pulumi";
import { DataLakePipelineRun } from "../resource/data-lake-pipeline-run.js";
import { type DataLakePipelineRunSummaryFields, SUMMARY_FIELDS } from "./run-rows.js";
import { checkedOptions, renderRun, type DataLakePipelineRunSummaryOptions } from "./run-summary.js";

/**
 * Renders a run as Markdown for the stack output `readme`, which Pulumi Cloud shows on the stack's page. The text is that
 * of `dataLakePipelineRunSummary` without the ages of dates. Ages change with time, so that each update would show a
 * changed output. With `options.now` the text has ages relative to that time.
 *
 * While an output of the run is not known yet, in a preview, so is the text.
 *
 * @param run The resource, or a result of `getDataLakePipelineRun` or `getDataLakePipelineRunOutput`.
 * @param options Title of the text, and the time that ages are relative to. Default: none, and so no ages.
 * @returns The text as an output.
 * @throws {@link InvalidArgumentError} for an option that does not exist, or is not of its type.
 * @example
 * ```ts
 * const run = new atlas.DataLakePipelineRun("nightly", { projectId, pipelineName, pipelineRunId });
 * export const readme = atlas.dataLakePipelineRunReadme(run, { title: "Nightly export" });
 * ```
 */
export function dataLakePipelineRunReadme(
  run: DataLakePipelineRun | pulumi.Input<DataLakePipelineRunSummaryFields>,
  options: DataLakePipelineRunSummaryOptions = {},
): pulumi.Output<string> {
  const checked = checkedOptions("dataLakePipelineRunReadme: ", options);
  const fields = DataLakePipelineRun.isInstance(run) ? outputsOf(run) : pulumi.output(run);
  return fields.apply((known) => renderRun(known, checked));
}

/** Returns the outputs that a summary shows as one. Pulumi does not look into a resource for them. */
function outputsOf(run: DataLakePipelineRun): pulumi.Output<DataLakePipelineRunSummaryFields> {
  return pulumi.output(Object.fromEntries(SUMMARY_FIELDS.map((field) => [field, run[field]])));
}
