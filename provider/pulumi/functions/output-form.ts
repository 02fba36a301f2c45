import * as pulumi from "@pulumi/pulumi";
import { type PipelineRef } from "../../run/pipeline-ref.js";
import { RepeatedErrors } from "../process/repeated-errors.js";
import { checkStackConfig } from "../process/stack-config.js";
import { registered } from "./depends-on.js";
import { checkReadOptions, type CheckedOptions } from "./read-options.js";
import { rejectLate } from "./reject-late.js";
import { checkResolved } from "../arguments/check-resolved.js";

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
 * Makes an output of a read. Arguments and options that are known are checked immediately, also in a preview that skips
 * the read because another argument, the provider, or a resource of `dependsOn` is not known yet.
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
  const readResolved = async (resolved: object): Promise<unknown> => {
    checkResolved(where, given, resolved);
    const { provider } = options;
    if (provider && (await provider.__atlasProvider()).inputs === undefined) return pulumi.unknown;
    return read(resolved, options).catch((error: unknown) => {
      throw programErrors().shorten(error, resolved as PipelineRef);
    });
  };
  const { dependsOn } = options;
  const inputs = pulumi.output(given);
  const ready =
    dependsOn === undefined
      ? inputs
      : pulumi.all([inputs, registered(where, dependsOn)]).apply(([resolved]) => resolved);
  const result = ready.apply((resolved) => rejectLate(() => readResolved(resolved)));
  return result as unknown as pulumi.Output<R>;
}

let errors: { readonly engine: object; readonly repeated: RepeatedErrors } | undefined;

/** The errors of the operation that runs this program. A program of the Automation API may run many. */
function programErrors(): RepeatedErrors {
  const engine: object | undefined = pulumi.runtime.getEngine();
  if (engine === undefined) return new RepeatedErrors();
  if (errors?.engine !== engine) errors = { engine, repeated: new RepeatedErrors() };
  return errors.repeated;
}
