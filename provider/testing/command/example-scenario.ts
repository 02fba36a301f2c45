import { examplePipelineRun } from "../runs/example-run.js";
import { type LocalRun, type PipelineRunBody, type RunTransition } from "../runs/pipeline-run.js";
import { type LocalAtlasOptions } from "../scenario/options.js";

const { run: reference, ...place } = examplePipelineRun;
const { datasetName = "", ...example } = reference;
const DONE = { state: "DONE", phase: "INGESTION", datasetName };

/**
 * The reference page's run with changes, created on a day of May 2025 and deleted 42 days later, with ids of its own. It has
 * no dataset until it is done, so that a program meets a field that is missing.
 */
function run(
  id: string,
  day: number,
  changes: Partial<PipelineRunBody>,
  transitions: readonly RunTransition[] = [],
): LocalRun {
  const createdDate = `2025-05-0${day}T09:42:00Z`;
  const own = {
    _id: example._id.slice(0, -1) + id,
    createdDate,
    lastUpdatedDate: createdDate,
    datasetRetentionPolicy: { lastModifiedDate: "2025-04-22T08:15:00Z", units: "DAYS", value: 42 },
    scheduledDeletionDate: `2025-06-1${day + 1}T09:42:00Z`,
    pipelineId: "62d4f8a1c05b7e9360fa2d18",
    snapshotId: `5f1e9c0d3b7a4e2c8d6f10a${day}`,
  };
  return {
    ...place,
    run: { ...example, ...own, ...changes },
    transitions,
  };
}

/** The scenario without a file, and of `--init`: a run in each state that a deployment meets, and credentials of each kind. */
export const EXAMPLE_SCENARIO: LocalAtlasOptions = {
  accessTokens: [{ token: "offline-token" }],
  serviceAccounts: [{ clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_1" }],
  apiKeys: [{ publicKey: "localkey", privateKey: "local-private-key" }],
  runs: [
    run("c", 4, { ...DONE, lastUpdatedDate: "2025-05-04T10:03:00Z" }),
    run("9", 3, { state: "FAILED", phase: "EXPORT", lastUpdatedDate: "2025-05-03T09:58:00Z" }),
    run("a", 5, { state: "PENDING" }),
    run("b", 6, { state: "PENDING" }, [
      {
        afterSeconds: 30,
        set: { state: "IN_PROGRESS", phase: "EXPORT", lastUpdatedDate: "2025-05-06T09:42:30Z" },
      },
      { afterSeconds: 60, set: { ...DONE, lastUpdatedDate: "2025-05-06T09:43:00Z" } },
    ]),
  ],
};
