import { type Engine } from "../engine/engine.js";
import { ensureEngine } from "../engine/find-engine.js";
import { IsolatedPulumi } from "../engine/isolated-pulumi.js";
import { BenchProject } from "./project.js";

/** The project on the engine, made when first asked for: some parts need none. */
export class LazyProject {
  engine: Engine | undefined;
  #pulumi: IsolatedPulumi | undefined;
  #project: Promise<BenchProject> | undefined;

  constructor(
    private readonly baseUrl: string,
    private readonly say: (line: string) => void,
    private readonly signal: AbortSignal,
  ) {}

  get(): Promise<BenchProject> {
    this.#project ??= this.#make();
    return this.#project;
  }

  async #make(): Promise<BenchProject> {
    this.engine = await ensureEngine({ report: this.say });
    this.#pulumi = new IsolatedPulumi(this.engine);
    return BenchProject.create(this.#pulumi, this.baseUrl, this.signal);
  }

  /** Removes what was made. */
  async remove(): Promise<void> {
    await this.#project?.then(
      (project) => {
        project.remove();
      },
      () => undefined,
    );
    this.#pulumi?.remove();
  }
}
