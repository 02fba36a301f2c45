import * as pulumi from "@pulumi/pulumi";
import { describeState } from "../../atlas/check/expectation.js";
import { oneLine } from "../../errors/index.js";
import { type PipelineRunFields } from "../../run/fields.js";
import { resolveOutput } from "../arguments/known.js";
import { currentOperation } from "../process/operation.js";
import { type OutputsOf } from "./outputs.js";

/** Most runs of an operation that are shown. */
const MOST = 10;

/**
 * Shows the run that a resource has read in a line under its name: the engine shows a resource that is only read in no row.
 * Nothing is shown of a run that is secret, not known yet or not read, nor after ten runs.
 */
export function showRun(resource: pulumi.Resource & OutputsOf<PipelineRunFields>): void {
  const operation = currentOperation();
  if (operation === undefined || operation.shownRuns >= MOST) return;
  operation.shownRuns += 1;
  const { state, phase, createdDate, datasetName, snapshotId } = resource;
  const fields = pulumi.all([state, phase, createdDate, datasetName, snapshotId]);
  // An error of the read is reported elsewhere.
  void show(resource, fields).catch(() => undefined);
}

async function show(
  resource: pulumi.Resource,
  fields: pulumi.Output<readonly (string | null | undefined)[]>,
): Promise<void> {
  const isSecret = await pulumi.isSecret(fields);
  const { known, value } = await resolveOutput(fields);
  if (!known || isSecret) return;
  const [state, phase, created, dataset, snapshot] = value;
  // The provider returns null for a field that Atlas did not send. After a failed read there is no value.
  if (state === undefined) return;
  const parts = [
    describeState({ ...(state && { state }), ...(phase && { phase }) }),
    ...part("created", created),
    ...part("dataset", dataset),
    ...part("snapshot", snapshot),
  ];
  await pulumi.log.info(parts.join(", "), resource);
}

function part(name: string, value: string | null | undefined): readonly string[] {
  return value ? [`${name} ${oneLine(value)}`] : [];
}
