import { credentialVariables, KINDS, type Kind } from "../atlas/credentials.js";
import { type Counts } from "../atlas/protocol.js";
import { type Bench } from "../bench.js";
import { runChild } from "../children/run-child.js";
import { type Section } from "../report.js";
import { countFigures } from "./counts.js";

export const SHARING = "One run, many readers at once";

/** How a row is called. */
export function sharingRow(kind: Kind, readers: number): string {
  return `${kind}, ${readers} readers`;
}

/** What many functions that ask for the same run at the same time cost. */
export async function measureSharing(bench: Bench): Promise<readonly Section[]> {
  const { atlas, options, signal } = bench;
  await atlas.setLatency(0);
  const rows = [];
  for (const kind of KINDS) {
    const counts: Counts[] = [];
    for (let round = 0; round < options.runs; round++) {
      bench.say(`${options.readers} readers of one run, ${kind}, run ${round + 1}`);
      await runChild("functions", [options.readers, 1], credentialVariables(kind, atlas.baseUrl), signal);
      counts.push(await atlas.takeCounts());
    }
    rows.push({ what: sharingRow(kind, options.readers), figures: countFigures(counts) });
  }
  return [{ title: SHARING, columns: ["requests", "reads", "challenges", "tokens", "connections"], rows }];
}
