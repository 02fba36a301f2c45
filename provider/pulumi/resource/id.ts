import * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError, quoted } from "../../errors/index.js";
import { parseRunId, runId } from "../../run/run-ref.js";
import { checkResolved } from "../arguments/check-resolved.js";
import { isPending, isPlain } from "../arguments/plain.js";
import { checkRunArguments, parseRunArguments } from "../arguments/run-arguments.js";

/**
 * Returns the id that the arguments make, known or not.
 *
 * @throws InvalidArgumentError for arguments that are out of form, and for the option `id`
 */
export function idOfArguments(
  where: string,
  args: unknown,
  opts: pulumi.CustomResourceOptions,
): pulumi.Input<string> {
  const given = checkRunArguments(where, args);
  if (opts.id !== undefined) {
    throw new InvalidArgumentError(
      `${where}the option id must not be given with arguments: use DataLakePipelineRun.get(name, id) to read by id`,
    );
  }
  const parse = (known: unknown): string => runId(parseRunArguments(where, known).ref);
  if (isPlain(given)) return parse(given);
  // All arguments are resolved, not only those of the id: the read must not start before `expectedState` is known.
  return pulumi.output({ ...given }).apply((known) => {
    checkResolved(where, given, known);
    return parse(known);
  });
}

/**
 * Checks the id that a program passes. Without an id the SDK would create a resource in place of reading one.
 *
 * @throws InvalidArgumentError
 */
export function checkId(where: string, id: unknown): pulumi.Input<string> {
  const parse = (known: unknown): string => {
    if (typeof known === "string") return runId(parseRunId(where, known));
    throw new InvalidArgumentError(
      `${where}the id must be projectId/pipelineName/pipelineRunId, got ${quoted(known)}`,
    );
  };
  return isPending(id) ? pulumi.output(id as pulumi.Input<string>).apply(parse) : parse(id);
}
