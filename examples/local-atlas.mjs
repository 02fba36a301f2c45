// A local Atlas for the examples: npm run local-atlas. Ends with Ctrl-C. What it serves is in scenario.json, except that here
// the dates are recent, and a run moves on as it is read and not with the seconds, so that no example has to hurry.
import { readFileSync } from "node:fs";
import { serve } from "../dist/testing/command/serve.js";

const WRITTEN_AT = Date.parse("2025-05-04T09:42:00Z");
const age = Date.now() - WRITTEN_AT;
const recent = (key, value) =>
  key.endsWith("Date") ? new Date(Date.parse(value) + age).toISOString() : value;

const scenario = JSON.parse(readFileSync(new URL("scenario.json", import.meta.url), "utf8"), recent);
const moving = scenario.runs.find(({ transitions }) => transitions !== undefined);
const steps = moving.transitions.map(({ set }) => set);

const atlas = await serve({
  ...scenario,
  port: Number(process.env.ATLAS_PORT ?? scenario.port),
  runs: scenario.runs.map((run) => ({ ...run, transitions: [] })),
});

// One step on each time it has been read two more times, so that a preview and an up see it move.
let readsSeen = 2;
setInterval(() => {
  const { projectId, pipelineName, run } = moving;
  const reads = atlas.requests.filter(({ path }) => path.endsWith(`/runs/${run._id}`)).length;
  if (steps.length === 0 || reads < readsSeen) return;
  readsSeen = reads + 1;
  const lastUpdatedDate = new Date().toISOString();
  atlas.updateRun(projectId, pipelineName, run._id, { ...steps.shift(), lastUpdatedDate });
}, 200).unref();
