import { type WaitOptions } from "../../atlas/check/wait-for-state.js";
import { type RunRef, RUN_ARGUMENTS } from "../../run/run-ref.js";
import { type ExpectedState } from "../../run/states.js";
import { type InputsOf } from "../arguments/plain.js";
import * as pulumi from "@pulumi/pulumi";
import { OPTIONAL_FIELDS } from "../../run/fields.js";
import { type CheckedKeys } from "../arguments/check-keys.js";
import { type RUN } from "../arguments/rules.js";

/** Arguments of a `DataLakePipelineRun`: the run to read, and the state that it has to be in. */
export interface DataLakePipelineRunArgs extends InputsOf<RunRef> {
  /**
   * State or states that the run has to be in. In any other, the preview or update fails. Not applied in a refresh.
   * Default: any state will do; with `wait`, `DONE`.
   */
  readonly expectedState?: pulumi.Input<ExpectedState> | undefined;
  /**
   * Makes `pulumi up` wait for the run to be in an expected state. A preview reads once: it fails if the run can
   * never get there, and warns if `up` will wait. Default: nothing waits.
   */
  readonly wait?: pulumi.Input<WaitOptions> | undefined;
  /**
   * Most hours since the run was created (`createdDate`). The preview or update fails for an older one, and for one without
   * that date. With `wait` it is checked when the state is reached. Not applied in a refresh. Default: any age will do.
   */
  readonly maxAgeHours?: pulumi.Input<number> | undefined;
}

/**
 * The provider, as the engine stores it with every resource and hands it to its host of dynamic providers: a
 * CommonJS module whose `handler` returns the provider.
 *
 * `pulumi.dynamic.Resource` would make this text from a provider object, by copying source or module paths into it:
 * other text in each layout of node_modules, some of it with a path or a version in it. Written by hand it is one
 * text everywhere, which any later version of this package understands: what it names never changes.
 *
 * It resolves the package from the working directory of the program, also where that is inside the package itself.
 */
export const PROVIDER_TEXT =
  'exports.handler=()=>require("module").createRequire(process.cwd()+"/")("pulumi-atlas-data-lake/provider").createProvider()';

/**
 * The same in a preview, where a read must not wait: the engine does not tell a provider that this is one. Unlike a property,
 * the text is not shown, and no state ever holds this one.
 */
export const PREVIEW_PROVIDER_TEXT = PROVIDER_TEXT.replace("createProvider()", "createProvider(true)");

/** Returns the properties that the engine passes to the read, with the names of the outputs to expect. */
export function inputsOf(args: CheckedKeys<keyof typeof RUN> | undefined): pulumi.Inputs {
  return {
    ...Object.fromEntries([...RUN_ARGUMENTS, ...OPTIONAL_FIELDS].map((output) => [output, undefined])),
    ...args,
    __provider: pulumi.runtime.isDryRun() ? PREVIEW_PROVIDER_TEXT : PROVIDER_TEXT,
  };
}
