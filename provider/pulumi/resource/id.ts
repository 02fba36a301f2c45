import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError, mustBe } from "../../errors/index.js";
import { parseRunId, runId, type RunRef } from "../../run/run-ref.js";
import { checkResolved, requireKnown } from "../arguments/known.js";
import { whenCreated } from "../arguments/depends-on.js";
import { isPending, isPlain } from "../arguments/plain.js";
import { parseArguments, RUN } from "../arguments/rules.js";
import { providerOf, whenRegistered } from "../explicit/of-options.js";

/**
 * Returns the id that the arguments make, known or not.
 *
 * @param given The arguments as {@link checkArguments} returns them.
 * @throws InvalidArgumentError for the option `id`
 */
export function idOfArguments(
  prefix: string,
  given: object,
  opts: pulumi.CustomResourceOptions,
): pulumi.Input<string> {
  if (opts.id !== undefined) {
    throw new InvalidArgumentError(
      `${prefix}the option id must not be given with arguments: use DataLakePipelineRun.get(name, id) to read by id`,
    );
  }
  if (isPlain(given)) return runId(given as RunRef);
  // All arguments are resolved, not only those of the id: the read must not start before `expectedState` is known.
  return pulumi.output({ ...given }).apply((known) => {
    checkResolved(prefix, given, known);
    return runId(parseArguments(prefix, RUN, known));
  });
}

/** Everything that a read needs, as the program passed it. */
interface Needs {
  readonly prefix: string;
  /** The arguments, or the id. */
  readonly needs: object;
  readonly opts: pulumi.CustomResourceOptions;
  /** Whether a resource is that which is read. */
  readonly isSelf: (resource: pulumi.Resource) => boolean;
}

/**
 * Returns an id that fails in `up` while something is not known that the read needs. The engine would not read then, or
 * would store a dependency on a resource that it has left out, and refuse that state afterwards.
 */
export function idWhenKnown(
  id: pulumi.Input<string>,
  { prefix, needs, opts, isSelf }: Needs,
): pulumi.Input<string> {
  if (pulumi.runtime.isDryRun()) return id;
  const { dependsOn, parent } = opts;
  const provider = providerOf(prefix, opts);
  const all = {
    ...(!isPlain(needs) && needs),
    ...(dependsOn !== undefined && { dependsOn: whenCreated(prefix, dependsOn, isSelf) }),
    ...(pulumi.CustomResource.isInstance(parent) && { parent: parent.id }),
    ...(provider && { provider: whenRegistered(provider) }),
  };
  if (Object.keys(all).length === 0) return id;
  return pulumi.all([id, requireKnown(prefix, all)]).apply(([known]) => known);
}

/**
 * Checks the id that a program passes. Without an id the SDK would create a resource in place of reading one.
 *
 * @throws InvalidArgumentError
 */
export function checkId(prefix: string, id: unknown): pulumi.Input<string> {
  const parse = (known: unknown): string => {
    if (typeof known === "string") return runId(parseRunId(prefix, known));
    throw mustBe(`${prefix}the id`, "projectId/pipelineName/pipelineRunId", known);
  };
  return isPending(id) ? pulumi.output(id as pulumi.Input<string>).apply(parse) : parse(id);
}
