import * as pulumi from "@pulumi/pulumi";
import { OPTIONAL_FIELDS } from "../../run/fields.js";
import { RUN_ARGUMENTS } from "../../run/run-ref.js";
import { type CheckedKeys } from "../arguments/check-keys.js";
import { type RUN } from "../arguments/rules.js";
import { PREVIEW_PROVIDER_TEXT, PROVIDER_TEXT } from "./provider-text.js";

/** Returns the properties that the engine passes to the read, with the names of the outputs to expect. */
export function inputsOf(args: CheckedKeys<keyof typeof RUN> | undefined): pulumi.Inputs {
  return {
    ...Object.fromEntries([...RUN_ARGUMENTS, ...OPTIONAL_FIELDS].map((output) => [output, undefined])),
    ...args,
    __provider: pulumi.runtime.isDryRun() ? PREVIEW_PROVIDER_TEXT : PROVIDER_TEXT,
  };
}
