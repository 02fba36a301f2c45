import { findFigure, type Section, type Verdict } from "./report.js";
import { engineRow, MEMORY, REQUESTS, TIMES } from "./parts/engine-tables.js";
import { FUNCTION_REQUESTS, FUNCTIONS, functionsRow } from "./parts/functions.js";
import { FUNCTIONS_IN_PREVIEW, previewRow } from "./parts/functions-in-preview.js";
import { LOAD, LOAD_ROW } from "./parts/load.js";
import { SHARING, sharingRow } from "./parts/sharing.js";
import { STATE, stateRow } from "./parts/state.js";

interface Target {
  readonly target: string;
  readonly figure: readonly [section: string, row: string, column: string];
  readonly limit: number;
}

const KILO = 1000;
const CONNECTIONS = 20;

/** Preview and update, the functions, and what they leave behind, at the size that shows it. */
const TARGETS: readonly Target[] = [
  {
    target: "preview of 1000 resources, over the floor",
    figure: [TIMES, engineRow("preview", KILO, "0 ms"), "ratio"],
    limit: 1.1,
  },
  {
    target: "1000 functions, over the bare loop",
    figure: [FUNCTIONS, functionsRow("accessToken", KILO, 0), "ratio"],
    limit: 1.15,
  },
  {
    target: "1000 functions in a preview, 0 ms",
    figure: [FUNCTIONS_IN_PREVIEW, previewRow(KILO, 0), "ours"],
    limit: 2.7,
  },
  {
    target: "1000 functions in a preview, 50 ms",
    figure: [FUNCTIONS_IN_PREVIEW, previewRow(KILO, 50), "ours"],
    limit: 4,
  },
  {
    target: "requests a run, resources",
    figure: [REQUESTS, engineRow("preview", KILO, "0 ms"), "requests a run"],
    limit: 1,
  },
  {
    target: "connections, resources",
    figure: [REQUESTS, engineRow("preview", KILO, "0 ms"), "connections"],
    limit: CONNECTIONS,
  },
  {
    target: "requests of 1000 runs, access token",
    figure: [FUNCTION_REQUESTS, functionsRow("accessToken", KILO, 0), "requests"],
    limit: KILO,
  },
  {
    target: "requests of 1000 runs, service account: one for the token",
    figure: [FUNCTION_REQUESTS, functionsRow("serviceAccount", KILO, 0), "requests"],
    limit: KILO + 1,
  },
  {
    target: "requests of 1000 runs, API key: a challenge a connection",
    figure: [FUNCTION_REQUESTS, functionsRow("apiKey", KILO, 0), "requests"],
    limit: KILO + CONNECTIONS,
  },
  {
    target: "connections of 1000 functions",
    figure: [FUNCTION_REQUESTS, functionsRow("apiKey", KILO, 0), "connections"],
    limit: CONNECTIONS,
  },
  {
    target: "requests of 1000 readers of one run",
    figure: [SHARING, sharingRow("accessToken", KILO), "requests"],
    limit: 1,
  },
  { target: "__provider", figure: [STATE, stateRow(KILO), "__provider"], limit: 300 },
  { target: "state a run", figure: [STATE, stateRow(KILO), "export, a run"], limit: 2500 },
  { target: "loading the package, after the SDK", figure: [LOAD, LOAD_ROW, "time"], limit: 25 },
  {
    target: "memory of the program, over the floor",
    figure: [MEMORY, engineRow("preview", KILO, "program"), "difference"],
    limit: 15,
  },
  {
    target: "memory of the provider, over the floor",
    figure: [MEMORY, engineRow("preview", KILO, "provider"), "difference"],
    limit: 15,
  },
];

/** Each target whose figure was measured. Counts hold in every run, so of them the worst is taken; else the median. */
export function checkTargets(sections: readonly Section[]): readonly Verdict[] {
  return TARGETS.flatMap(({ target, figure: [section, row, column], limit }) => {
    const found = findFigure(sections, section, row, column);
    if (found === undefined) return [];
    const value = found.unit === "" || found.unit === "bytes" ? found.max : found.median;
    return [{ target, value, limit, unit: found.unit, met: value <= limit }];
  });
}
