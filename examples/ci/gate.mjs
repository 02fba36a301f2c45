// node gate.mjs <projectId> <pipelineName> [pipelineRunId]: checks that a run is DONE; without an id, the newest that is DONE.
// MAX_AGE_HOURS limits its age. Credentials come from the environment, such as MONGODB_ATLAS_CLIENT_ID and …_SECRET.
// Exit code 0: the run is as it should be. 2: Atlas cannot be read now, which may pass. 1: anything else.
import { AtlasError, getDataLakePipelineRun, getLatestDataLakePipelineRun } from "pulumi-atlas-data-lake";

/** Codes of failures that may pass, already retried for two minutes. */
const MAY_PASS = ["NETWORK", "TIMEOUT", "RATE_LIMITED", "SERVER_ERROR"];

const [projectId, pipelineName, pipelineRunId] = process.argv.slice(2);
const { MAX_AGE_HOURS } = process.env;
const args = { projectId, pipelineName, ...(MAX_AGE_HOURS && { maxAgeHours: Number(MAX_AGE_HOURS) }) };

try {
  const run =
    pipelineRunId === undefined
      ? await getLatestDataLakePipelineRun(args)
      : await getDataLakePipelineRun({ ...args, pipelineRunId, expectedState: "DONE" });
  console.log(`${run.state}: ${run.id}, created ${run.createdDate}, dataset ${run.datasetName}`);
} catch (error) {
  if (!(error instanceof AtlasError)) throw error;
  console.error(error.message);
  process.exitCode = MAY_PASS.includes(error.code) ? 2 : 1;
}
