import * as t from "io-ts";
import { BACKUP_FREQUENCY_TYPES, PHASES, RETENTION_UNITS, STATES } from "../../run/known-values.js";
import { quoted } from "../../errors/text.js";
import { type LocalRun, type PipelineRunBody, type RunTransition } from "../runs/pipeline-run.js";
import { listOf, object, where } from "./codecs.js";
import { dateTime, documented, hexId, pipelineName, text, timerSeconds, wholeNumber } from "./values.js";

const count = wholeNumber(0);
const fields = {
  backupFrequencyType: documented(BACKUP_FREQUENCY_TYPES),
  createdDate: dateTime,
  datasetName: text,
  datasetRetentionPolicy: object<NonNullable<PipelineRunBody["datasetRetentionPolicy"]>>(
    { units: documented(RETENTION_UNITS), value: wholeNumber(1) },
    { lastModifiedDate: dateTime },
  ),
  groupId: hexId,
  lastUpdatedDate: dateTime,
  phase: documented(PHASES),
  pipelineId: hexId,
  scheduledDeletionDate: dateTime,
  snapshotId: hexId,
  state: documented(STATES),
  stats: object<NonNullable<PipelineRunBody["stats"]>>({}, { bytesExported: count, numDocs: count }),
};

const transition = object<RunTransition>(
  { afterSeconds: timerSeconds, set: object<RunTransition["set"]>({}, fields) },
  {},
);

/** The changes of a run with this id, which stays. */
export function patchOf(runId: string): t.Type<Partial<PipelineRunBody>> {
  const _id = where(t.string, `left out or ${quoted(runId)}, the id of the run`, (found) => found === runId);
  return object<Partial<PipelineRunBody>>({}, { _id, ...fields });
}

/** A run, as `setRun()` takes it. */
export const run = object<LocalRun>(
  { projectId: hexId, pipelineName, run: object<PipelineRunBody>({ _id: hexId }, fields) },
  { transitions: listOf(transition) },
);

/** The runs of the options of the start. */
export const runs = listOf(run, "project, pipeline and id", ({ projectId, pipelineName, run: { _id } }) =>
  JSON.stringify([projectId, pipelineName, _id]),
);
