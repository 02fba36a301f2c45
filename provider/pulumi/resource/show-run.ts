import * as pulumi from "@pulumi/pulumi";
import { describeState } from "../../atlas/check/expected-state.js";
import { oneLine } from "../../errors/index.js";
import { type PipelineRunFields } from "../../run/fields.js";
import { settled } from "../arguments/known.js";
import { type OutputsOf } from "./outputs.js";

/** Most runs of an operation that are shown. */
const MOST = 10;

/** How many runs are shown, by the engine of the program: a process of the Automation API may run several programs. */
const shown = new WeakMap<object, number>();

/**
 * Shows the run that a resource has read in a line under its name: the engine shows a resource that is only read in no row.
 * Nothing is shown of a run that is secret, not known yet or not read, nor after ten runs.
 */
export function showRun(resource: pulumi.Resource & OutputsOf<PipelineRunFields>): void {
  const engine: object | undefined = pulumi.runtime.getEngine();
  const count = engine && (shown.get(engine) ?? 0);
  if (engine === undefined || count === undefined || count >= MOST) return;
  shown.set(engine, count + 1);
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
  const line = fields.apply(([state, phase, created, dataset, snapshot]) =>
    [
      describeState({ ...(state && { state }), ...(phase && { phase }) }),
      ...part("created", created),
      ...part("dataset", dataset),
      ...part("snapshot", snapshot),
    ].join(", "),
  );
  const { known, value } = await settled(line);
  if (known && !isSecret) await pulumi.log.info(value, resource);
}

function part(name: string, value: string | null | undefined): readonly string[] {
  return value ? [`${name} ${oneLine(value)}`] : [];
}
