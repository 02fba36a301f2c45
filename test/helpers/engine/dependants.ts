import assert from "node:assert/strict";
import { type PulumiResult } from "../../../tools/engine/isolated-pulumi.js";
import { RUN_ARGS } from "../local-atlas.js";
import { errorLines } from "./error-lines.js";
import { type EngineProject, type StateResource } from "../../../tools/engine/project.js";

/** A class for programs: a resource that another can depend on, and that keeps one input, and its version. */
export const DEPENDANT = `
  // One object for all of them: the SDK serializes each provider once.
  const keeping = {
    create: async (inputs) => ({ id: "made", outs: inputs }),
    diff: async (_id, before, now) => ({ changes: before.input !== now.input || before.version !== now.version }),
    update: async (_id, _before, now) => ({ outs: now }),
  };
  class Dependant extends pulumi.dynamic.Resource {
    constructor(name, input, opts, version) {
      super(keeping, name, { input, version }, opts);
    }
  }
`;

/** A class for programs: a resource with the output `value`, which is not known in the preview that would create it. */
export const LATER = `
  const knowing = { create: async ({ given }) => ({ id: "made", outs: { value: given } }) };
  class Later extends pulumi.dynamic.Resource {
    constructor(name, given) {
      super(knowing, name, { given, value: undefined });
    }
  }
`;

/** Declares `run` in a program, with more arguments and with options. */
export function declareRun(args = `expectedState: "DONE"`, options = "{}"): string {
  return `const run = new atlas.DataLakePipelineRun("nightly", { ${JSON.stringify(RUN_ARGS).slice(1, -1)}, ${args} }, ${options});\n`;
}

/** The URN of the run or of a dependant, for options that name a resource. */
export function urnOf(project: EngineProject, name: string): string {
  const type = name === "nightly" ? "/mongodbatlas:DataLakePipelineRun" : ":Resource";
  return `urn:pulumi:test::${project.name}::pulumi-nodejs:dynamic${type}::${name}`;
}

/** The input of each dependant that is in the state, by its name; or these of its inputs, as a list. */
export async function dependantsInState(
  project: EngineProject,
  keys?: readonly string[],
): Promise<Record<string, unknown>> {
  const state = JSON.parse(await project.succeed(["stack", "export"])) as {
    deployment: { resources?: readonly (StateResource & { urn: string })[] };
  };
  return Object.fromEntries(
    (state.deployment.resources ?? [])
      .filter(({ type }) => type === "pulumi-nodejs:dynamic:Resource")
      .map(({ urn, inputs }) => [
        urn.split("::").pop() ?? "",
        keys?.map((key) => inputs[key]) ?? inputs["input"],
      ]),
  );
}

/** Runs a command in which the check has to fail, with one line under the run's name. */
export async function checkFails(
  project: EngineProject,
  args: readonly string[],
  message = /\w+ \(SNAPSHOT\), expected DONE/,
): Promise<PulumiResult> {
  const result = await project.cli(args);
  assert.notEqual(result.exitCode, 0, result.stdout);
  const lines = errorLines(result).filter(({ under }) => under.includes("DataLakePipelineRun"));
  assert.equal(lines.length, 1, result.stdout + result.stderr);
  assert.match(lines[0]?.line ?? "", message);
  return result;
}
