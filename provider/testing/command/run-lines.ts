import { type LocalRun } from "../runs/pipeline-run.js";

/** More would push the configuration off the screen. */
const MAX_RUNS = 20;

/** What runs there are and what will become of them, a line each. */
export function runLines(runs: readonly LocalRun[]): readonly string[] {
  const more = runs.length - MAX_RUNS;
  return [...runs.slice(0, MAX_RUNS).map(runLine), ...(more > 0 ? [`and ${more} more runs`] : [])];
}

function runLine({ projectId, pipelineName, run, transitions = [] }: LocalRun): string {
  const changes = transitions.map(({ afterSeconds, set }) => {
    const to = set.state ?? set.phase ?? Object.keys(set).join(", ");
    return `, ${to} after ${afterSeconds} s`;
  });
  const state = run.state ?? "no state";
  return `run ${run._id} of pipeline "${pipelineName}" in project ${projectId}: ${state}${changes.join("")}`;
}
