import * as pulumi from "@pulumi/pulumi";
import { AtlasError, fixMessage } from "../../errors/index.js";
import { OPTIONAL_FIELDS, type OptionalRunField, absentIfNull } from "../../run/fields.js";
import { resolveOutput } from "../arguments/known.js";
import { rejectLate } from "../process/operation.js";
import { RUN_ARGUMENTS, type RunRef } from "../../run/run-ref.js";

/** The fields of `T` as the outputs of a resource. */
export type OutputsOf<T> = { readonly [K in keyof T]: pulumi.Output<T[K]> };

type Outputs = Record<OptionalRunField | keyof RunRef | "id", pulumi.Output<unknown>>;

/**
 * Defines the outputs of a resource for the fields that Atlas may leave out. The provider returns null for a field that
 * Atlas did not send. Its output is undefined.
 *
 * After a failed read under `--continue-on-error` the engine returns no value at all. Resources that take such an
 * output would lose the property, so that each output fails then.
 *
 * @param name Name of the resource in the program.
 * @param givenId The id that it is read by. The SDK leaves the outputs open for good if that fails, so that each fails with it.
 */
export function defineOutputs(resource: object, name: string, givenId: pulumi.Input<string>): void {
  const outputs = resource as Outputs;
  // In a preview a missing value is one that is not known yet, and Pulumi's mocks return no nulls.
  const strict = !pulumi.runtime.isDryRun() && pulumi.runtime.getEngine() !== undefined;
  let notRead: AtlasError | undefined;
  const valueOf = (value: unknown): unknown => {
    if (value !== undefined || !strict) return absentIfNull(value);
    // One error for all outputs: the SDK reports each error object once.
    throw (notRead ??= notReadError(name));
  };
  const id =
    typeof givenId === "string" ? undefined : rejectLate(() => resolveOutput(pulumi.output(givenId)));
  // Its error is that of each output, and of the read.
  id?.catch(() => undefined);
  const withId = (sent: pulumi.Output<unknown>): pulumi.Output<unknown> =>
    id === undefined ? sent : pulumi.all([sent, id]).apply(([value]) => value);
  const { state } = outputs;
  for (const field of OPTIONAL_FIELDS) {
    const sent = outputs[field];
    defineLazily(outputs, field, () => withId(sent).apply(valueOf));
  }
  if (!strict) return;
  // The names of the run are known without a read. They fail with it, so that no other read uses them.
  for (const field of ["id", ...RUN_ARGUMENTS] as const) {
    const known = outputs[field];
    defineLazily(outputs, field, () =>
      pulumi.all([known, withId(state).apply(valueOf)]).apply(([value]) => value),
    );
  }
}

/**
 * Derives an output when it is first used: most are never used, and each derived output costs the SDK half a dozen
 * promises with a stack trace.
 */
function defineLazily(outputs: Outputs, field: keyof Outputs, derive: () => pulumi.Output<unknown>): void {
  let output: pulumi.Output<unknown> | undefined;
  const get = (): pulumi.Output<unknown> => (output ??= derive());
  // Pulumi serializes this in place of the getter, which needs this package, for a callback that captures the resource.
  const captureReplacement = (): typeof get => {
    const derived = get();
    return () => derived;
  };
  // An own property, since Pulumi exports those of a resource that is a stack's output.
  Object.defineProperty(outputs, field, {
    get: Object.assign(get, { captureReplacement }),
    enumerable: true,
    configurable: true,
  });
}

/** Makes the error of an output that has no value because the read failed. Its message stays as it is. */
export function notReadError(name: string): AtlasError {
  const message =
    `DataLakePipelineRun "${name}" was not read: resources that take its outputs are neither created nor updated. ` +
    "The reason stands under its name";
  return fixMessage(new AtlasError("NOT_READ", message));
}
