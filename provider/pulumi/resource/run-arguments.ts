import type * as pulumi from "@pulumi/pulumi";
import { type WaitOptions } from "../../atlas/check/wait-options.js";
import { type RunRef } from "../../run/run-ref.js";
import { type ExpectedState } from "../../run/states.js";
import { type InputsOf } from "../arguments/inputs-of.js";

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
