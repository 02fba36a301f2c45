import { table } from "../markdown.js";
import { type SelfTimes, type Times } from "./self-times.js";

const LONGEST = 15;
const LONGEST_OURS = 10;
/** Not work of the process. */
const NOT_BUSY = ["(idle)", "(root)"];

/** Where the time of one process goes. */
export function profileTables(title: string, { packages, ourModules, ourFunctions }: SelfTimes): string {
  const busy = new Map([...packages].filter(([name]) => !NOT_BUSY.includes(name)));
  const total = [...busy.values()].reduce((sum, ms) => sum + ms, 0);
  return [
    `### ${title}: ${total.toFixed(0)} ms busy`,
    longest("package (self time)", busy, LONGEST, total),
    longest("file of this package (with what it calls)", ourModules, LONGEST_OURS, total),
    longest("function of this package (self time)", ourFunctions, LONGEST_OURS, total),
  ].join("\n\n");
}

function longest(name: string, times: Times, count: number, total: number): string {
  const rows = [...times]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([key, ms]) => [key, ms.toFixed(1), `${((100 * ms) / total).toFixed(1)} %`]);
  return table([name, "ms", "share"], rows);
}
