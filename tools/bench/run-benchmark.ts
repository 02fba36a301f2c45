import { AtlasProcess } from "./atlas/atlas-process.js";
import { type Bench } from "./bench.js";
import { LazyProject } from "./lazy-project.js";
import { describeMachine } from "./machine.js";
import { type BenchOptions, type PartName } from "./options.js";
import { measureDecode } from "./parts/decode.js";
import { measureEngine } from "./parts/engine.js";
import { measureFunctions } from "./parts/functions.js";
import { measureFunctionsInPreview } from "./parts/functions-in-preview.js";
import { measureLoad } from "./parts/load.js";
import { measureSharing } from "./parts/sharing.js";
import { type Report, type Section } from "./report.js";
import { checkTargets } from "./targets.js";

type Part = (bench: Bench) => Promise<readonly Section[]>;

const MEASURE: Readonly<Record<PartName, readonly Part[]>> = {
  engine: [measureEngine],
  functions: [measureFunctions, measureFunctionsInPreview],
  sharing: [measureSharing],
  load: [measureLoad],
  decode: [measureDecode],
};

/** Measures; whatever it starts or writes is gone when it settles. */
export async function runBenchmark(
  options: BenchOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Report> {
  const start = performance.now();
  const sections: Section[] = [];
  const machine = await withBench(options, say, signal, async (bench, project) => {
    for (const part of options.parts.flatMap((name) => MEASURE[name])) sections.push(...(await part(bench)));
    return describeMachine(project.engine);
  });
  return {
    machine,
    date: new Date().toISOString().slice(0, 10),
    runs: options.runs,
    sections,
    targets: checkTargets(sections),
    seconds: (performance.now() - start) / 1000,
  };
}

/** Gives work a local Atlas and a project on the engine, and removes both after it. */
export async function withBench<T>(
  options: BenchOptions,
  say: (line: string) => void,
  signal: AbortSignal,
  work: (bench: Bench, project: LazyProject) => Promise<T>,
): Promise<T> {
  const atlas = await AtlasProcess.start(Math.max(...options.sizes));
  const project = new LazyProject(atlas.baseUrl, say, signal);
  try {
    return await work({ options, atlas, signal, say, project: () => project.get() }, project);
  } finally {
    await atlas.close();
    await project.remove();
  }
}
