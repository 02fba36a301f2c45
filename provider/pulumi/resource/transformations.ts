import * as pulumi from "@pulumi/pulumi";

/** The transformations that a resource passes on: not declared by the SDK, and present in each version of it. */
interface Transformed {
  readonly __transformations?: readonly unknown[];
}

/** Returns whether a transformation of the program will be called for a resource with these options. */
export function hasTransformations({ transformations = [], parent }: pulumi.CustomResourceOptions): boolean {
  const above = (parent ?? pulumi.runtime.getStackResource()) as Transformed | undefined;
  return transformations.length > 0 || (above?.__transformations ?? []).length > 0;
}
