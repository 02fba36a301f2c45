import * as pulumi from "@pulumi/pulumi";
import { OPTIONAL_FIELDS } from "../../run/fields.js";
import { type DataLakePipelineRunArgs } from "./arguments.js";
import { hasTransformations } from "./transformations.js";
import { PROVIDER_TEXT } from "./provider-text.js";

/**
 * Returns whether the read may wait in `up`: with `wait`, or where a transformation can add it. Each property costs a
 * program with many runs time, so that one which is not needed is left out.
 */
function mayWait(args: DataLakePipelineRunArgs | undefined, opts: pulumi.CustomResourceOptions): boolean {
  return args?.wait !== undefined || hasTransformations(opts);
}

/** Returns the properties that the engine passes to the read, with the names of the outputs to expect. */
export function inputsOf(
  args: DataLakePipelineRunArgs | undefined,
  opts: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  return {
    projectId: args?.projectId,
    pipelineName: args?.pipelineName,
    pipelineRunId: args?.pipelineRunId,
    ...(args?.expectedState !== undefined && { expectedState: args.expectedState }),
    ...(args?.wait !== undefined && { wait: args.wait }),
    // The engine does not tell a provider that this is a preview, where it must not wait. Sent in `up` as well, since no
    // refresh has it: a property that a transformation adds must not make a first read look like one.
    ...(mayWait(args, opts) && { preview: pulumi.runtime.isDryRun() }),
    ...Object.fromEntries(OPTIONAL_FIELDS.map((output) => [output, undefined])),
    __provider: PROVIDER_TEXT,
  };
}
