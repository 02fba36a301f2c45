import { type Bench } from "../bench.js";
import { type Section } from "../report.js";
import { measureSides, type SideSamples } from "./engine-samples.js";
import { engineTables } from "./engine-tables.js";
import { exportEmpty, measureState, stateTable, type StateSizes } from "./state.js";

/** Resources on the engine: time, memory, requests and state, against the floor. */
export async function measureEngine(bench: Bench): Promise<readonly Section[]> {
  const project = await bench.project();
  const samples: SideSamples[] = [];
  const states: StateSizes[] = [];
  // Also warms up what the first command on a machine has to read.
  const empty = await exportEmpty(project);
  for (const size of bench.options.sizes) {
    samples.push(await measureSides(bench, project, "preview", size));
    samples.push(await measureSides(bench, project, "up", size));
    bench.say(`state, N = ${size}`);
    states.push(await measureState(project, empty, size));
  }
  return [...engineTables(samples), stateTable(states)];
}
