import * as pulumi from "@pulumi/pulumi";
import { RUN_KEYS } from "../arguments/run-arguments.js";
import { InvalidArgumentError, quoted } from "../../errors/index.js";

/** The package of the providers that read runs: dynamic providers of the SDK. */
const PACKAGE = "pulumi-nodejs";

/** Options with which the engine would not read the run. */
const REFUSED: Readonly<Record<string, string>> = {
  urn: "takes the outputs from the state without reading the run",
  import: "has no effect: a run is read, never created",
};

/**
 * Checks the options of a resource. With some of them the run would not be read, or not checked.
 *
 * @param type The type of the resource.
 * @throws InvalidArgumentError
 */
export function checkOptions(where: string, type: string, opts: pulumi.CustomResourceOptions): void {
  for (const [option, value] of Object.entries(opts) as [string, unknown][]) {
    const problem = Object.hasOwn(REFUSED, option) ? REFUSED[option] : undefined;
    if (problem !== undefined && value !== undefined) {
      throw new InvalidArgumentError(`${where}the option ${option} ${problem}: leave it out`);
    }
    const argument = RUN_KEYS.find((key) => key.toLowerCase() === option.toLowerCase());
    if (argument === undefined && !/^expect/i.test(option)) continue;
    throw new InvalidArgumentError(
      `${where}${quoted(option)} is an argument, not an option: ` +
        "use new DataLakePipelineRun(name, { projectId, pipelineName, pipelineRunId, expectedState }, opts)",
    );
  }
  checkProvider(where, "the option provider", opts.provider);
  // The SDK takes the provider of the parent that has the package of the resource.
  if (pulumi.Resource.isInstance(opts.parent)) {
    checkProvider(where, "the provider that the parent passes on", opts.parent.getProvider(type));
  }
}

/** Refuses a provider of another package: it does not know the type, and returns nothing without an error. */
function checkProvider(where: string, what: string, provider: unknown): void {
  if (provider === undefined) return;
  // Not declared by the SDK, and present in each version of it.
  const { getPackage } = provider as { getPackage?: () => unknown };
  const found = typeof getPackage === "function" ? String(getPackage.call(provider)) : quoted(provider);
  if (found === PACKAGE) return;
  throw new InvalidArgumentError(
    `${where}${what} must be one of the package ${PACKAGE}, got ${found}: leave it out, ` +
      "credentials come from the stack configuration or the environment",
  );
}
