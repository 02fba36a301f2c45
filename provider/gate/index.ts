export { once, readThroughGate, type GatedRun } from "./gate.js";
export { parseGate, type Gate } from "./parse-gate.js";
export { type WaitOptions } from "./wait-options.js";
