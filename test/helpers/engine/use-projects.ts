import assert from "node:assert/strict";
import { type IsolatedPulumi, type PulumiResult } from "../../../tools/engine/isolated-pulumi.js";
import { EngineProject } from "../../../tools/engine/project.js";
import { InlineProject, type InlineProgram } from "./inline-project.js";
import { RUN, startTestAtlas, type TestAtlas, type TestAtlasOptions } from "../local-atlas.js";
import { useEngine } from "../use-engine.js";

/** An engine and a local Atlas for the tests of a `describe`, with projects that read from it with an access token. */
export interface Projects extends TestAtlas {
  readonly pulumi: IsolatedPulumi;
  /** Makes a project with a new stack. `program` replaces its text. */
  readonly project: (program: string) => EngineProject;
  /** Makes a project with a new stack, whose program is a function of the test. */
  readonly inline: (program?: InlineProgram) => InlineProject;
  /** Changes the run, or the one with this id. */
  readonly found: (patch: Partial<typeof RUN.run>, id?: string) => void;
  /** Adds runs with these ids, which have all fields. */
  readonly add: (...ids: readonly string[]) => void;
  /** Removes the run, or the one with this id. */
  readonly gone: (id?: string) => void;
}

/**
 * Starts both before the tests, and removes both after them. Each test begins with the run of the API's reference page,
 * without faults, and without requests.
 *
 * @param name The beginning of the projects' names.
 */
export function useProjects(name: string, options?: TestAtlasOptions): Projects {
  let test: TestAtlas | undefined;
  let projects = 0;
  const engine = useEngine(async () => {
    test = await startTestAtlas(options);
  });
  const current = (): TestAtlas => test ?? assert.fail("there is no local Atlas before the tests have begun");
  const { projectId, pipelineName, run } = RUN;

  beforeEach(() => {
    const { atlas } = current();
    atlas.setRun(RUN);
    atlas.clearFaults();
    atlas.clearRequests();
  });

  after(() => test?.atlas.close());

  const nextName = (): string => `${name}-${String(projects++)}`;

  return {
    get pulumi() {
      return engine.pulumi;
    },
    get atlas() {
      return current().atlas;
    },
    get secrets() {
      return current().secrets;
    },
    config: (kind) => current().config(kind),
    project: (program) => {
      const project = new EngineProject(engine.pulumi, nextName(), program);
      project.configure(current().config("accessToken"));
      return project;
    },
    inline: (program) => {
      const project = new InlineProject(engine.pulumi, nextName());
      project.configure(current().config("accessToken"));
      if (program) project.inline = program;
      return project;
    },
    found: (patch, id = run._id) => {
      current().atlas.updateRun(projectId, pipelineName, id, patch);
    },
    add: (...ids) => {
      for (const _id of ids) current().atlas.setRun({ ...RUN, run: { ...run, _id } });
    },
    gone: (id = run._id) => {
      current().atlas.removeRun(projectId, pipelineName, id);
    },
  };
}

/** The lines that a failed command shows as errors, by the resource they stand under, without their codes and the engine's own summary. */
export function errorLines(result: PulumiResult): readonly { under: string; line: string }[] {
  const diagnostics =
    result.stdout
      .split(/^Diagnostics:$/m)
      .at(-1)
      ?.split(/^(?:Outputs|Resources):/m)[0] ?? "";
  let under = "";
  const errors: { under: string; line: string }[] = [];
  for (const line of diagnostics.split("\n")) {
    if (/^ {2}\S/.test(line)) under = line.trim();
    else if (/^\s+error: (?!\w+ failed$)/.test(line))
      errors.push({ under, line: line.trim().replace(/^error: |(?<=.) \[[A-Z_]+\]$/g, "") });
  }
  return errors;
}

/** Runs a command that has to fail, and returns its result with the lines of its errors. */
export async function failed(
  project: EngineProject,
  args: readonly string[],
): Promise<PulumiResult & { readonly lines: readonly string[] }> {
  const result = await project.cli(args);
  assert.notEqual(result.exitCode, 0, result.stdout);
  return { ...result, lines: errorLines(result).map(({ line }) => line) };
}

/** An update without a preview before it. */
export const UP = ["up", "--yes", "--skip-preview"] as const;
