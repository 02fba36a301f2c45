import { BACKUP_FREQUENCY_TYPES, PHASES, RETENTION_UNITS, STATES } from "../../run/known-values.js";
import { quoted } from "../../errors/text.js";
import { listOfDistinct } from "./distinct.js";
import {
  type DatasetRetentionPolicyBody,
  type LocalRun,
  type PipelineRunBody,
  type PipelineRunStatsBody,
  type RunTransition,
} from "../runs/pipeline-run.js";
import { listOf, object, optional, required, value, type Check } from "./shape.js";
import { keyOf } from "../runs/transitions.js";
import { dateTime, documented, hexId, pipelineName, text, timerSeconds, wholeNumber } from "./values.js";

const fields = {
  backupFrequencyType: optional(documented(BACKUP_FREQUENCY_TYPES)),
  createdDate: optional(dateTime),
  datasetName: optional(text),
  datasetRetentionPolicy: optional(
    object<DatasetRetentionPolicyBody>({
      lastModifiedDate: optional(dateTime),
      units: required(documented(RETENTION_UNITS)),
      value: required(wholeNumber(1)),
    }),
  ),
  groupId: optional(hexId),
  lastUpdatedDate: optional(dateTime),
  phase: optional(documented(PHASES)),
  pipelineId: optional(hexId),
  scheduledDeletionDate: optional(dateTime),
  snapshotId: optional(hexId),
  state: optional(documented(STATES)),
  stats: optional(
    object<PipelineRunStatsBody>({
      bytesExported: optional(wholeNumber(0)),
      numDocs: optional(wholeNumber(0)),
    }),
  ),
};

const transitions = listOf(
  object<RunTransition>({
    afterSeconds: required(timerSeconds),
    set: required(object<RunTransition["set"]>(fields)),
  }),
);

/** The changes of a run with this id, which stays. */
export function patchOf(runId: string): Check {
  const id = value(`left out or ${quoted(runId)}, the id of the run`, (found) => found === runId);
  return object<Partial<PipelineRunBody>>({ _id: optional(id), ...fields });
}

/** A run, as `setRun()` takes it. */
export const run = object<LocalRun>({
  projectId: required(hexId),
  pipelineName: required(pipelineName),
  run: required(object<PipelineRunBody>({ _id: required(hexId), ...fields })),
  transitions: optional(transitions),
});

/** The runs of the options of the start. */
export const runs = listOfDistinct<LocalRun>(run, {
  keyOf: ({ projectId, pipelineName, run: { _id } }) => keyOf({ projectId, pipelineName, runId: _id }),
  same: "the same project, pipeline and id",
});
