import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type PulumiResult } from "../../../tools/engine/isolated-pulumi.js";
import { RUN_ARGS } from "../local-atlas.js";
import { errorLines } from "./use-projects.js";
import { type EngineProject } from "../../../tools/engine/project.js";

/** The providers of the two classes, as text: the SDK would make it from functions, for half a second of CPU time. */
const KEEPING = `exports.handler = () => ({
  create: async (inputs) => ({ id: "made", outs: inputs }),
  diff: async (_id, before, now) => ({ changes: before.input !== now.input || before.version !== now.version }),
  update: async (_id, _before, now) => ({ outs: now }),
})`;
const KNOWING = `exports.handler = () => ({
  create: async ({ given }) => {
    if (given === "fails") throw new Error("not created");
    return { id: "made", outs: { value: given } };
  },
})`;
const DYNAMIC = "pulumi-nodejs:dynamic:Resource";

/** A resource that another can depend on, and that keeps one input, and its version. */
export class Dependant extends pulumi.CustomResource {
  constructor(name: string, input: unknown, opts: pulumi.CustomResourceOptions = {}, version?: string) {
    super(DYNAMIC, name, { __provider: KEEPING, input, version }, opts);
  }
}

/** A resource with the output `value`, which is not known in the preview that would create it. */
export class Later extends pulumi.CustomResource {
  declare readonly value: pulumi.Output<string>;

  constructor(name: string, given: string) {
    super(DYNAMIC, name, { __provider: KNOWING, given, value: undefined });
  }
}

/** The first class, for the text of a program. */
export const DEPENDANT = `
  class Dependant extends pulumi.CustomResource {
    constructor(name, input, opts, version) {
      super("${DYNAMIC}", name, { __provider: ${JSON.stringify(KEEPING)}, input, version }, opts);
    }
  }
`;

/** The second class, for the text of a program. */
export const LATER = `
  class Later extends pulumi.CustomResource {
    constructor(name, given) {
      super("${DYNAMIC}", name, { __provider: ${JSON.stringify(KNOWING)}, given, value: undefined });
    }
  }
`;

/** Declares `run` in a program. */
export const DECLARE_RUN = `const run = new atlas.DataLakePipelineRun("nightly", ${JSON.stringify(RUN_ARGS)});\n`;

/** The URN of the run or of a dependant, for options that name a resource. */
export function urnOf(project: EngineProject, name: string): string {
  const type = name === "nightly" ? "/mongodbatlas:DataLakePipelineRun" : ":Resource";
  return `urn:pulumi:test::${project.name}::pulumi-nodejs:dynamic${type}::${name}`;
}

/** The input of each dependant that is in the state, by its name; or these of its inputs, as a list. */
export function dependantsInState(
  project: EngineProject,
  keys?: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    project
      .resources()
      .filter(({ type }) => type === DYNAMIC)
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
