import * as pulumi from "@pulumi/pulumi";
import { checkSupported, checkSpelling } from "../arguments/pulumi-options.js";
import { providerOf } from "../explicit/of-options.js";

/** Options with which the engine would not read the run. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  urn: "takes the outputs from the state without reading the run",
  import: "has no effect: a run is read, never created",
};

/**
 * Checks the options of a resource, and returns a copy. With some of them the run would not be read, or not checked.
 *
 * @throws InvalidArgumentError
 */
export function checkOptions(prefix: string, given: unknown): pulumi.CustomResourceOptions {
  const opts = checkSupported(prefix, given, UNSUPPORTED);
  checkSpelling(prefix, opts);
  providerOf(prefix, opts);
  return opts;
}

/** The transformations that a resource passes on: not declared by the SDK, and present in each version of it. */
interface Transformed {
  readonly __transformations?: readonly unknown[];
}

/** Returns whether a transformation of the program will be called for a resource with these options. */
export function hasTransformations({ transformations = [], parent }: pulumi.CustomResourceOptions): boolean {
  const above = (parent ?? pulumi.runtime.getStackResource()) as Transformed | undefined;
  return transformations.length > 0 || (above?.__transformations ?? []).length > 0;
}
