import { type RunFields } from "../../provider/atlas/read/run-fields.js";

export const PIPELINE = { projectId: "a".repeat(24), pipelineName: "nightly" } as const;
export const REF = { ...PIPELINE, pipelineRunId: "b".repeat(24) } as const;

/** Name of the run of `REF` in progress messages. */
export const NAME = `nightly/${REF.pipelineRunId}`;

/** The run of `REF` as errors name it. */
export const WHAT = `run ${NAME} in project ${REF.projectId}`;

/** The run of `REF` in a state, or without one. */
export function runIn(state?: string, fields: Partial<RunFields> = {}): RunFields {
  return { ...REF, ...(state !== undefined && { state }), ...fields };
}

/** The fields of an error that are its own and are shown, without its class. */
export function ownFields(error: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(error));
}

/** An id of Atlas for a number. */
export function hexId(n: number): string {
  return n.toString(16).padStart(24, "0");
}

/** Numbers from one up to, not including, another. */
export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
}

/** Runs by their numbers. */
export function runs(numbers: readonly number[]): readonly RunFields[] {
  return numbers.map((n) => ({ ...PIPELINE, pipelineRunId: hexId(n) }));
}

/** The numbers of runs. */
export function numbersOf(found: readonly RunFields[]): readonly number[] {
  return found.map((run) => parseInt(run.pipelineRunId, 16));
}
