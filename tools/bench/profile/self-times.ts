import { moduleOf } from "./module-of.js";

/** What the inspector writes, as far as it is used here. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds. */
  readonly timeDeltas: readonly number[];
}

export interface ProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
  };
  readonly children?: readonly number[];
}

/** Milliseconds, by name. */
export type Times = ReadonlyMap<string, number>;

export interface SelfTimes {
  readonly packages: Times;
  /** The modules of this package, with what they called on their own stack. */
  readonly ourModules: Times;
  /** The functions of this package, without what they called. */
  readonly ourFunctions: Times;
}

export const OUR_PACKAGE = "pulumi-atlas-data-lake";

/** Adds up the samples of a profile. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): SelfTimes {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const packages = new Map<string, number>();
  const ourModules = new Map<string, number>();
  const ourFunctions = new Map<string, number>();
  samples.forEach((id, at) => {
    const node = byId.get(id);
    const ms = (timeDeltas[at] ?? 0) / 1000;
    if (node === undefined) return;
    const module = moduleOf(node.callFrame);
    add(packages, module.package, ms);
    if (module.package === OUR_PACKAGE) add(ourFunctions, functionName(node, module.file), ms);
    for (const file of ourFiles(id, byId, parents)) add(ourModules, file, ms);
  });
  return { packages, ourModules, ourFunctions };
}

/** Each of our files on the stack of a sample, once. */
function ourFiles(
  sample: number,
  byId: ReadonlyMap<number, ProfileNode>,
  parents: ReadonlyMap<number, number>,
): ReadonlySet<string> {
  const files = new Set<string>();
  for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
    const node = byId.get(id);
    const module = node && moduleOf(node.callFrame);
    if (module?.package === OUR_PACKAGE) files.add(module.file);
  }
  return files;
}

function functionName({ callFrame }: ProfileNode, file: string): string {
  return `${file}:${callFrame.lineNumber + 1} ${callFrame.functionName || "(anonymous)"}`;
}

function add(times: Map<string, number>, name: string, ms: number): void {
  times.set(name, (times.get(name) ?? 0) + ms);
}
