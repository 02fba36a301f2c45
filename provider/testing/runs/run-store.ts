import { type LocalRun, type PipelineRunBody, type RunTransition } from "./pipeline-run.js";

/** The path parameters of a run. */
export interface RunPlace {
  readonly projectId: string;
  readonly pipelineName: string;
  readonly runId: string;
}

type Pipeline = Map<string, PipelineRunBody>;
type Project = Map<string, Pipeline>;

/**
 * The runs, by project, pipeline and id, with their transitions, whose seconds count from the first read of the run. A
 * project or pipeline exists from its first run on, and stays when its last run is removed. Bodies are copied, so that a
 * caller's later changes do not show.
 */
export class RunStore {
  readonly #projects = new Map<string, Project>();
  /** Transitions of runs that have yet to be read. */
  readonly #unread = new Map<string, readonly RunTransition[]>();
  readonly #timers = new Map<string, readonly NodeJS.Timeout[]>();

  constructor(private readonly onTransition: (place: RunPlace, set: RunTransition["set"]) => void) {}

  project(projectId: string): Project | undefined {
    return this.#projects.get(projectId);
  }

  /** Adds or replaces a run and its transitions. */
  set({ projectId, pipelineName, run, transitions = [] }: LocalRun): void {
    const place = { projectId, pipelineName, runId: run._id };
    this.#put(place, run);
    this.#cancel(place);
    this.#unread.set(keyOf(place), structuredClone(transitions));
  }

  /** Starts the transitions of a run that is read for the first time. */
  read(place: RunPlace): void {
    const key = keyOf(place);
    const transitions = this.#unread.get(key) ?? [];
    this.#unread.delete(key);
    if (transitions.length === 0) return;
    const timers = transitions.map(({ afterSeconds, set }) =>
      setTimeout(() => {
        this.update(place, set);
        this.onTransition(place, set);
      }, afterSeconds * 1000),
    );
    this.#timers.set(key, timers);
  }

  update(place: RunPlace, patch: Partial<PipelineRunBody>): void {
    const run = this.#existing(place).get(place.runId);
    this.#put(place, { ...run, ...patch, _id: place.runId });
  }

  remove(place: RunPlace): void {
    this.#existing(place).delete(place.runId);
    this.#cancel(place);
  }

  /** Forgets all transitions. */
  stop(): void {
    for (const timer of [...this.#timers.values()].flat()) clearTimeout(timer);
    this.#timers.clear();
    this.#unread.clear();
  }

  #put({ projectId, pipelineName }: RunPlace, run: PipelineRunBody): void {
    const project: Project = this.#projects.get(projectId) ?? new Map<string, Pipeline>();
    const pipeline: Pipeline = project.get(pipelineName) ?? new Map<string, PipelineRunBody>();
    this.#projects.set(projectId, project.set(pipelineName, pipeline.set(run._id, structuredClone(run))));
  }

  #cancel(place: RunPlace): void {
    for (const timer of this.#timers.get(keyOf(place)) ?? []) clearTimeout(timer);
    this.#timers.delete(keyOf(place));
    this.#unread.delete(keyOf(place));
  }

  /** Throws for a misspelt id, which must not pass as "nothing to do". */
  #existing({ projectId, pipelineName, runId }: RunPlace): Pipeline {
    const pipeline = this.#projects.get(projectId)?.get(pipelineName);
    if (pipeline?.has(runId)) return pipeline;
    throw new Error(
      `The local Atlas has no run ${runId} of pipeline "${pipelineName}" in project ${projectId}`,
    );
  }
}

/** A text that differs for different places. */
export function keyOf({ projectId, pipelineName, runId }: RunPlace): string {
  return JSON.stringify([projectId, pipelineName, runId]);
}
