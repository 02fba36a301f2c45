import { type LocalRun, type PipelineRunBody, type RunTransition } from "./pipeline-run.js";

type OnTransition = (pipelineName: string, runId: string, set: RunTransition["set"]) => void;

/** A run and its transitions, whose seconds count from its first read. Both are copies: the caller's may change. */
class StoredRun {
  readonly #pipelineName: string;
  #body: PipelineRunBody;
  #unread: readonly RunTransition[];
  readonly #timers: NodeJS.Timeout[] = [];

  constructor(
    { pipelineName, run, transitions = [] }: LocalRun,
    private readonly onTransition: OnTransition,
  ) {
    this.#pipelineName = pipelineName;
    this.#body = structuredClone(run);
    this.#unread = structuredClone(transitions);
  }

  /** The body. The first read starts the transitions. */
  read(): PipelineRunBody {
    for (const { afterSeconds, set } of this.#unread) {
      const apply = (): void => {
        this.update(set);
        this.onTransition(this.#pipelineName, this.#body._id, set);
      };
      this.#timers.push(setTimeout(apply, afterSeconds * 1000));
    }
    this.#unread = [];
    return this.#body;
  }

  update(patch: Partial<PipelineRunBody>): void {
    this.#body = { ...this.#body, ...structuredClone(patch), _id: this.#body._id };
  }

  /** Forgets its transitions. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#unread = [];
  }
}

export type Pipeline = Map<string, StoredRun>;

/** The runs, by project, pipeline and id. A project or pipeline exists from its first run on, also when it has none left. */
export class RunStore {
  readonly #projects = new Map<string, Map<string, Pipeline>>();

  constructor(private readonly onTransition: OnTransition) {}

  project(projectId: string): ReadonlyMap<string, Pipeline> | undefined {
    return this.#projects.get(projectId);
  }

  /** A run that exists. Throws for a misspelt id, which must not pass as "nothing to do". */
  run(projectId: string, pipelineName: string, runId: string): StoredRun {
    const run = this.#projects.get(projectId)?.get(pipelineName)?.get(runId);
    if (run !== undefined) return run;
    throw new Error(
      `The local Atlas has no run ${runId} of pipeline "${pipelineName}" in project ${projectId}`,
    );
  }

  /** Adds or replaces a run and its transitions. */
  set(given: LocalRun): void {
    const { projectId, pipelineName, run } = given;
    const project = this.#projects.get(projectId) ?? new Map<string, Pipeline>();
    const pipeline: Pipeline = project.get(pipelineName) ?? new Map<string, StoredRun>();
    pipeline.get(run._id)?.stop();
    pipeline.set(run._id, new StoredRun(given, this.onTransition));
    this.#projects.set(projectId, project.set(pipelineName, pipeline));
  }

  remove(projectId: string, pipelineName: string, runId: string): void {
    this.run(projectId, pipelineName, runId).stop();
    this.#projects.get(projectId)?.get(pipelineName)?.delete(runId);
  }

  /** Forgets all transitions. */
  stop(): void {
    for (const project of this.#projects.values()) {
      for (const pipeline of project.values()) for (const run of pipeline.values()) run.stop();
    }
  }
}
