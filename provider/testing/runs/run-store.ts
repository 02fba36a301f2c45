import { type LocalRun, type PipelineRunBody } from "./pipeline-run.js";

type Pipeline = Map<string, PipelineRunBody>;
type Project = Map<string, Pipeline>;

/**
 * The runs, by project, pipeline and id. A project or pipeline exists from its first run on, and stays when its last
 * run is removed. Bodies are copied on the way in, so that a caller's later changes do not show.
 */
export class RunStore {
  readonly #projects = new Map<string, Project>();

  project(projectId: string): Project | undefined {
    return this.#projects.get(projectId);
  }

  set({ projectId, pipelineName, run }: LocalRun): void {
    const project: Project = this.#projects.get(projectId) ?? new Map<string, Pipeline>();
    const pipeline: Pipeline = project.get(pipelineName) ?? new Map<string, PipelineRunBody>();
    this.#projects.set(projectId, project.set(pipelineName, pipeline.set(run._id, structuredClone(run))));
  }

  update(projectId: string, pipelineName: string, runId: string, patch: Partial<PipelineRunBody>): void {
    const run = this.#existing(projectId, pipelineName, runId).get(runId);
    this.remove(projectId, pipelineName, runId);
    this.set({ projectId, pipelineName, run: { ...run, ...patch, _id: runId } });
  }

  remove(projectId: string, pipelineName: string, runId: string): void {
    this.#existing(projectId, pipelineName, runId).delete(runId);
  }

  /** Throws for a misspelt id, which must not pass as "nothing to do". */
  #existing(projectId: string, pipelineName: string, runId: string): Pipeline {
    const pipeline = this.#projects.get(projectId)?.get(pipelineName);
    if (pipeline?.has(runId)) return pipeline;
    throw new Error(
      `The local Atlas has no run ${runId} of pipeline "${pipelineName}" in project ${projectId}`,
    );
  }
}
