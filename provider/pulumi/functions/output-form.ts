import * as pulumi from "@pulumi/pulumi";
import { type PipelineRef } from "../../run/pipeline-ref.js";
import { checkResolved } from "../arguments/check-resolved.js";
import { registered } from "../arguments/depends-on.js";
import { requireKnown, settled } from "../arguments/known.js";
import { isPlain } from "../arguments/plain.js";
import { RepeatedErrors } from "../process/repeated-errors.js";
import { checkStackConfig } from "../process/stack-config.js";
import { keepAlive } from "./keep-alive.js";
import { whenRegistered } from "../explicit/of-options.js";
import { checkReadOptions, type CheckedOptions } from "./read-options.js";
import { rejectLate } from "../process/reject-late.js";

/** The parts of a function that its Output form needs. */
export interface OutputForm<R> {
  /** Prefix of messages: the name of the function, with its colon. */
  readonly where: string;
  /** Checks the names of the arguments, and each value that is not an output. */
  readonly check: (args: unknown) => object;
  /** Reads with the arguments as they have resolved. */
  readonly read: (args: object, options: CheckedOptions) => Promise<R>;
}

/**
 * Makes an output of a read. It depends on its arguments, on the resources of `dependsOn` and on the provider. Arguments and
 * options that are known are checked immediately. While anything of it is not known yet, in a preview, nothing is read and
 * the output is unknown; in `up` it fails. The program lasts until the output has its value.
 *
 * @throws InvalidArgumentError
 */
export function outputForm<R>(
  args: unknown,
  opts: unknown,
  { where, check, read }: OutputForm<R>,
): pulumi.Output<R> {
  const given = check(args);
  const options = checkReadOptions(where, opts, true);
  checkStackConfig();
  const readResolved = async (resolved: object): Promise<R> => {
    checkResolved(where, given, resolved);
    return read(resolved, options).catch((error: unknown) => {
      throw programErrors().shorten(error, resolved as PipelineRef);
    });
  };
  const result = whenKnown(where, given, options).apply((resolved) =>
    rejectLate(() => readResolved(resolved)),
  );
  void keepAlive(settled(result).catch(() => undefined));
  return result as unknown as pulumi.Output<R>;
}

/** Returns the resolved arguments as an output, which is known once all that the read needs is. */
function whenKnown(
  where: string,
  given: object,
  { dependsOn, provider }: CheckedOptions,
): pulumi.Output<object> {
  const needs = {
    ...(dependsOn !== undefined && { dependsOn: registered(where, dependsOn) }),
    ...(provider && { provider: whenRegistered(provider) }),
  };
  if (isPlain(given) && Object.keys(needs).length === 0) return pulumi.output(given);
  const all = pulumi.all([given, needs, requireKnown(where, { ...given, ...needs })]);
  return all.apply(([resolved]) => resolved);
}

let errors: { readonly engine: object; readonly repeated: RepeatedErrors } | undefined;

/** The errors of the operation that runs this program. A program of the Automation API may run many. */
function programErrors(): RepeatedErrors {
  const engine: object | undefined = pulumi.runtime.getEngine();
  if (engine === undefined) return new RepeatedErrors();
  if (errors?.engine !== engine) errors = { engine, repeated: new RepeatedErrors() };
  return errors.repeated;
}
