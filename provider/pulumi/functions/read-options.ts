import * as pulumi from "@pulumi/pulumi";
import { checkSupported } from "../arguments/pulumi-options.js";
import { checkKeys } from "../arguments/check-keys.js";
import { mustBe } from "../../errors/index.js";
import { providerOf } from "../explicit/of-options.js";
import { type Provider } from "../explicit/provider.js";

/**
 * Options of a read by a function.
 *
 * @example
 * ```ts
 * const options: atlas.ReadOptions = { signal: AbortSignal.timeout(20_000) };
 * ```
 */
export interface ReadOptions {
  /**
   * Cancels the read, or the wait for a state, when it is aborted: immediately, also in the queue and before a retry. The
   * function then rejects with an {@link AtlasError} of the code `CANCELLED`, whose `cause` is the signal's
   * reason. Default: nothing but the deadlines ends it.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * A {@link Provider} with the credentials and settings of the read. Default: that which `parent` passes on, else the
   * stack configuration and the environment.
   */
  readonly provider?: pulumi.ProviderResource | undefined;
  /** A resource, such as a component, whose `providers` the function inherits. Default: none. */
  readonly parent?: pulumi.Resource | undefined;
}

/**
 * Options of the Output form of a function.
 *
 * @example
 * ```ts
 * const options: atlas.ReadOutputOptions = { provider: orgB, dependsOn: [run] };
 * ```
 */
export interface ReadOutputOptions extends ReadOptions {
  /**
   * Resources to wait for before the read. In a preview in which one of them is yet to be created, nothing is read and the
   * result is unknown. Default: none.
   */
  readonly dependsOn?:
    pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource> | undefined;
}

/** The options of a read as they have been checked. */
export interface CheckedOptions {
  readonly signal: AbortSignal | undefined;
  readonly provider: Provider | undefined;
  readonly dependsOn: ReadOutputOptions["dependsOn"];
}

const OPTIONS = ["signal", "provider", "parent"] as const;
const OUTPUT_OPTIONS = [...OPTIONS, "dependsOn"] as const;

/** Options of Pulumi's own functions that have no meaning here. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  version: "names the version of a plugin, and this function runs in the program without one",
  pluginDownloadURL: "names the place of a plugin, and this function runs in the program without one",
  async: "makes a function synchronous or not, and this one always returns a promise or an output",
};
const UNSUPPORTED_IN_PLAIN_FORM = {
  ...UNSUPPORTED,
  dependsOn: "is one of the Output form, whose result can wait",
};

/**
 * Checks the options of a function, or of its Output form.
 *
 * @param prefix Prefix that names the function, with its colon.
 * @throws InvalidArgumentError
 */
export function checkReadOptions(prefix: string, options: unknown, isOutputForm = false): CheckedOptions {
  const given = checkSupported(prefix, options, isOutputForm ? UNSUPPORTED : UNSUPPORTED_IN_PLAIN_FORM);
  const allowed: readonly (typeof OUTPUT_OPTIONS)[number][] = isOutputForm ? OUTPUT_OPTIONS : OPTIONS;
  const { signal, provider, parent, dependsOn } = checkKeys(`${prefix}the options`, given, allowed);
  if (parent !== undefined && !pulumi.Resource.isInstance(parent)) {
    throw mustBe(`${prefix}the option parent`, "a resource", parent);
  }
  return {
    signal: checkSignal(prefix, signal),
    provider: providerOf(prefix, { provider, parent }),
    dependsOn: dependsOn as CheckedOptions["dependsOn"],
  };
}

function checkSignal(prefix: string, signal: unknown): AbortSignal | undefined {
  if (signal === undefined || signal === null || signal instanceof AbortSignal) return signal ?? undefined;
  throw mustBe(`${prefix}the option signal`, "an AbortSignal", signal);
}
