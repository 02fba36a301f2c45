import type * as pulumi from "@pulumi/pulumi";
import { InvalidArgumentError, nearest, quoted } from "../../errors/index.js";
import { allOf } from "./check-keys.js";
import { RUN } from "./rules.js";

/** Options of resources, which later versions of Pulumi may add to. */
const OPTIONS = Object.keys({
  id: 1,
  parent: 1,
  dependsOn: 1,
  protect: 1,
  ignoreChanges: 1,
  replaceOnChanges: 1,
  replacementTrigger: 1,
  version: 1,
  aliases: 1,
  provider: 1,
  providers: 1,
  customTimeouts: 1,
  transformations: 1,
  transforms: 1,
  urn: 1,
  pluginDownloadURL: 1,
  retainOnDelete: 1,
  deletedWith: 1,
  replaceWith: 1,
  hooks: 1,
  hideDiffs: 1,
  envVarMappings: 1,
  deleteBeforeReplace: 1,
  additionalSecretOutputs: 1,
  import: 1,
} satisfies Record<keyof pulumi.CustomResourceOptions | keyof pulumi.ComponentResourceOptions, 1>);

/** Most letters by which a misspelt option differs from one of Pulumi. One that differs by more may be a new option. */
const MOST_EDITS = 2;

/**
 * Checks that no unsupported option is given, and returns the others as a plain object. One that is there as
 * undefined counts as left out.
 *
 * @param prefix Prefix that says whose options they are, with its colon.
 * @param unsupported The problem with each option, as a message says it.
 * @throws InvalidArgumentError
 */
export function checkSupported(
  prefix: string,
  options: unknown,
  unsupported: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const given = Object.entries(allOf(`${prefix}the options`, options ?? {}));
  return Object.fromEntries(
    given.filter(([option, value]) => {
      const problem = Object.hasOwn(unsupported, option) ? unsupported[option] : undefined;
      if (problem === undefined || value === undefined) return problem === undefined;
      throw new InvalidArgumentError(`${prefix}the option ${option} ${problem}: leave it out`);
    }),
  );
}

/**
 * Checks the spelling of the options of a resource: Pulumi ignores one that it does not know.
 *
 * @throws InvalidArgumentError
 */
export function checkSpelling(prefix: string, options: object): void {
  for (const option of Object.keys(options)) {
    if (OPTIONS.includes(option)) continue;
    const argument = nearest(option, Object.keys(RUN), MOST_EDITS);
    if (argument !== undefined || /^expect/i.test(option)) {
      throw new InvalidArgumentError(
        `${prefix}${quoted(option)} is an argument, not an option: ` +
          "use new DataLakePipelineRun(name, { projectId, pipelineName, pipelineRunId, expectedState }, opts)",
      );
    }
    const meant = nearest(option, OPTIONS, MOST_EDITS);
    if (meant === undefined) continue;
    throw new InvalidArgumentError(
      `${prefix}the option ${quoted(option)} is misspelt: did you mean ${meant}?`,
    );
  }
}
