import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError, quoted } from "../../errors/index.js";
import { isPending } from "./plain.js";

/**
 * Returns an output that resolves when all resources of the option `dependsOn` are there, those in components included. It
 * is unknown while one of them is not created, and has them as its dependencies.
 *
 * @param isSelf Whether a child of a component is the resource that depends on it: it would wait for itself.
 * @throws InvalidArgumentError for a value that is not a resource
 */
export function whenCreated(
  prefix: string,
  dependsOn: unknown,
  isSelf: (resource: pulumi.Resource) => boolean = () => false,
): pulumi.Output<unknown> {
  const each = (value: unknown): pulumi.Output<unknown> => whenCreated(prefix, value, isSelf);
  // The SDK takes nothing for no resource.
  if (dependsOn === undefined || dependsOn === null) return pulumi.output(undefined);
  if (pulumi.Output.isInstance(dependsOn)) return dependsOn.apply(each);
  if (isPending(dependsOn)) return pulumi.output((dependsOn as Promise<unknown>).then(each));
  if (Array.isArray(dependsOn)) return pulumi.all(dependsOn.map(each));
  if (pulumi.CustomResource.isInstance(dependsOn)) return pulumi.all([dependsOn.urn, dependsOn.id]);
  if (pulumi.Resource.isInstance(dependsOn))
    return pulumi.all([dependsOn.urn, childrenOf(dependsOn, isSelf).then(each)]);
  throw new InvalidArgumentError(
    `${prefix}the option dependsOn must have resources, got ${quoted(dependsOn)}`,
  );
}

/** Returns the children of a component, once it has made them. */
async function childrenOf(
  component: pulumi.Resource,
  isSelf: (resource: pulumi.Resource) => boolean,
): Promise<readonly pulumi.Resource[]> {
  // Not declared by the SDK, and present in each version of it. The set is made with the first child.
  const made = component as unknown as {
    readonly __data?: Promise<unknown>;
    readonly __childResources?: ReadonlySet<pulumi.Resource>;
  };
  await made.__data;
  return [...(made.__childResources ?? [])].filter((child) => !isSelf(child));
}
