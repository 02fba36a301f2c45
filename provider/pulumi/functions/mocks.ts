import * as pulumi from "@pulumi/pulumi";
import { type RunFields } from "../../atlas/read/run-fields.js";
import { type PipelineRef } from "../../run/pipeline-ref.js";

/** Returns whether mocks stand in for the engine: `pulumi.runtime.setMocks`. */
export function hasMocks(): boolean {
  return pulumi.runtime.hasMonitor() && pulumi.runtime.getEngine() === undefined;
}

/** Calls the mocks for a run. The fields that they leave out are those of the reference. */
export async function mockedRun(name: string, ref: PipelineRef, args: unknown): Promise<RunFields> {
  return { ...ref, ...(await callMocks(name, args)) } as unknown as RunFields;
}

/** Calls the mocks for the runs of a pipeline. */
export async function mockedRuns(
  name: string,
  ref: PipelineRef,
  args: unknown,
): Promise<readonly RunFields[]> {
  const { results = [] } = await callMocks(name, args);
  return (results as readonly object[]).map((run) => ({ ...ref, ...run }) as unknown as RunFields);
}

/** Calls the mocks with the token that the function of this name has in `@pulumi/mongodbatlas` 3. */
function callMocks(name: string, args: unknown): Promise<Readonly<Record<string, unknown>>> {
  const token = `mongodbatlas:index/${name}:${name}`;
  return pulumi.runtime.invoke(token, args as pulumi.Inputs) as Promise<Readonly<Record<string, unknown>>>;
}
