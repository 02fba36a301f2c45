// A local Atlas for the examples: npm run local-atlas. Ends with Ctrl-C.
import { examplePipelineRun, startLocalAtlas } from "pulumi-atlas-data-lake/testing";

const { projectId, pipelineName, run } = examplePipelineRun;
const hoursFromNow = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();
const record = (lastDigit, ageInHours, fields) => ({
  projectId,
  pipelineName,
  run: {
    ...run,
    _id: run._id.slice(0, -1) + lastDigit,
    createdDate: hoursFromNow(-ageInHours),
    lastUpdatedDate: hoursFromNow(-ageInHours),
    scheduledDeletionDate: hoursFromNow(42 * 24 - ageInHours),
    ...fields,
  },
});

const done = record("8", 24, { state: "DONE", phase: "INGESTION" });
const failed = record("9", 48, { state: "FAILED", phase: "EXPORT" });
const pending = record("a", 1, { state: "PENDING", phase: "SNAPSHOT" });
const running = record("b", 1, { state: "PENDING", phase: "SNAPSHOT" });

const port = Number(process.env.ATLAS_PORT ?? 27080);
const atlas = await startLocalAtlas({
  port,
  runs: [done, failed, pending, running],
  accessTokens: [{ token: "offline" }],
});

// One step on each time the running one has been read two more times, so that a preview and an up see it move.
const steps = [
  { state: "IN_PROGRESS" },
  { phase: "EXPORT" },
  { phase: "INGESTION" },
  { state: "DONE", stats: { bytesExported: 1_234_567_890, numDocs: 1_234_567 } },
];
let readsSeen = 2;
const timer = setInterval(() => {
  const reads = atlas.requests.filter(({ path }) => path.endsWith(`/runs/${running.run._id}`)).length;
  if (steps.length === 0 || reads < readsSeen) return;
  readsSeen = reads + 1;
  atlas.updateRun(projectId, pipelineName, running.run._id, {
    ...steps.shift(),
    lastUpdatedDate: hoursFromNow(0),
  });
}, 200);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    clearInterval(timer);
    void atlas.close();
  });
}

const line = (text) => process.stdout.write(`${text}\n`);
line(
  `local Atlas at ${atlas.baseUrl}, access token "offline", pipeline "${pipelineName}" in project ${projectId}`,
);
line(`  run ${done.run._id}  DONE`);
line(`  run ${failed.run._id}  FAILED`);
line(`  run ${pending.run._id}  PENDING, and stays so`);
line(`  run ${running.run._id}  PENDING, and moves on while it is read`);
line("Ctrl-C ends it.");
