export { once, readThroughGate, type Gate, type GatedRun } from "./gate.js";
export { type WaitOptions } from "./wait-options.js";
