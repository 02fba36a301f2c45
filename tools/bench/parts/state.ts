import { type BenchProject } from "../project.js";
import { type Section } from "../report.js";
import { figure } from "../statistics.js";

export const STATE = "Resources: state, as compact JSON";

/** Bytes. */
export interface StateSizes {
  readonly size: number;
  /** Each resource's entry. */
  readonly entries: readonly number[];
  /** Each resource's provider text. */
  readonly providers: readonly number[];
  /** What the whole export has grown by, over the number of resources. */
  readonly grown: number;
}

interface Entry {
  readonly type: string;
  readonly inputs?: { readonly __provider?: string };
}

/** How a row is called. */
export function stateRow(size: number): string {
  return `N = ${size}`;
}

/** The export of a stack whose program has no resources. */
export async function exportEmpty(project: BenchProject): Promise<string> {
  await project.measure("up", "empty", 0);
  return project.export();
}

/** What an up leaves behind, above what one of an empty program leaves. */
export async function measureState(project: BenchProject, empty: string, size: number): Promise<StateSizes> {
  await project.measure("up", "resources", size);
  const full = await project.export();
  const { deployment } = JSON.parse(full) as { deployment: { resources: readonly Entry[] } };
  const runs = deployment.resources.filter(({ type }) => type.endsWith(":DataLakePipelineRun"));
  if (runs.length !== size) throw new Error(`${runs.length} runs in the state in place of ${size}`);
  return {
    size,
    entries: runs.map((entry) => bytes(JSON.stringify(entry))),
    providers: runs.map(({ inputs }) => bytes(inputs?.__provider ?? "")),
    grown: (bytes(full) - bytes(empty)) / size,
  };
}

export function stateTable(all: readonly StateSizes[]): Section {
  const rows = all.map(({ size, entries, providers, grown }) => ({
    what: stateRow(size),
    figures: {
      "entry of a run": figure("bytes", entries),
      "export, a run": figure("bytes", [grown]),
      __provider: figure("bytes", providers),
    },
  }));
  return { title: STATE, columns: ["entry of a run", "export, a run", "__provider"], rows };
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
