import * as pulumi from "@pulumi/pulumi";
import { OPTIONAL_FIELDS } from "../../run/fields.js";
import { RUN_ARGUMENTS } from "../../run/run-ref.js";
import { type CheckedKeys } from "../arguments/check-keys.js";
import { type RUN } from "../arguments/rules.js";
import { hasTransformations } from "./transformations.js";
import { PROVIDER_TEXT } from "./provider-text.js";

/** Returns the properties that the engine passes to the read, with the names of the outputs to expect. */
export function inputsOf(
  args: CheckedKeys<keyof typeof RUN> | undefined,
  opts: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  // The read may wait in `up`, or a transformation can add `wait`. Each property costs a program with many runs time.
  const mayWait = args?.wait !== undefined || hasTransformations(opts);
  return {
    ...Object.fromEntries([...RUN_ARGUMENTS, ...OPTIONAL_FIELDS].map((output) => [output, undefined])),
    ...args,
    // The engine does not tell a provider that this is a preview, where it must not wait. Sent in `up` as well, since no
    // refresh has it: a property that a transformation adds must not make a first read look like one.
    ...(mayWait && { preview: pulumi.runtime.isDryRun() }),
    __provider: PROVIDER_TEXT,
  };
}
