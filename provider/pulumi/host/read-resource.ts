import type * as pulumi from "@pulumi/pulumi";
import { readChecked } from "../../atlas/check/read-checked.js";
import { type ReadContext } from "../../atlas/read/read-context.js";
import { readRun } from "../../atlas/read/read-run.js";
import { InvalidArgumentError, quoted } from "../../errors/index.js";
import { withNulls } from "../../run/fields.js";
import { checkRunRef, parseRunId, runId, RUN_ARGUMENTS, type RunRef } from "../../run/run-ref.js";
import { checkKeys } from "../arguments/check-keys.js";
import { CHECK_RULES, checkOf, parseArguments, RUN } from "../arguments/rules.js";
import { checkOutputs, leaveStateOrThrow } from "./refresh.js";

/** Properties of a resource, as the engine's host of dynamic providers passes them to a read and stores them. */
export type Properties = Readonly<Record<string, unknown>>;

/** Keys that the properties of a first read may have. */
const FIRST_READ = [...Object.keys(RUN), "__provider"];

/**
 * Reads a run for the engine: for the program, or again for a refresh.
 *
 * @param context Makes the context of the read, with the client for the configuration.
 * @param properties What the program passed; in a refresh the outputs of the last read.
 * @param isPreview Whether this is a preview, in which no read waits.
 * @throws AtlasError
 */
export function readResource(
  context: () => ReadContext,
  id: string,
  properties: Properties,
  isPreview: boolean,
): Promise<pulumi.dynamic.ReadResult<Properties>> {
  return isRefresh(properties)
    ? readAgain(context, id, properties)
    : readFirst(context, id, properties, isPreview);
}

/** Reads a run for the program, and checks its state. */
async function readFirst(
  context: () => ReadContext,
  id: string,
  properties: Properties,
  isPreview: boolean,
): Promise<pulumi.dynamic.ReadResult<Properties>> {
  checkKeys("the properties", properties, FIRST_READ);
  const ref = requestedRun(id, properties);
  const check = checkOf(parseArguments("", CHECK_RULES, properties));
  const { run, willWait } = await readChecked(context(), ref, check, isPreview, readRun);
  // In a preview before a wait a field that the run lacks so far is left out: the engine treats it as not known yet.
  return { id: runId(ref), props: willWait ? { ...run } : withNulls(run) };
}

/** Reads a run of the state in a refresh, which checks no state. */
async function readAgain(
  context: () => ReadContext,
  id: string,
  properties: Properties,
): Promise<pulumi.dynamic.ReadResult<Properties>> {
  const ref = requestedRun(id, properties);
  let found: ReadContext | undefined;
  try {
    found = context();
    const run = await readRun(found, ref);
    checkOutputs(ref, run, properties);
    return { id: runId(ref), props: withNulls(run) };
  } catch (error) {
    await leaveStateOrThrow(found, ref, error);
    return {};
  }
}

/** Returns the run that the arguments name, or the id if there are no arguments. @throws InvalidArgumentError */
function requestedRun(id: string, properties: Properties): RunRef {
  const args: { [K in keyof RunRef]?: unknown } = properties;
  // A message names the argument that is wrong; the id made of the arguments may not even have three parts.
  if (RUN_ARGUMENTS.every((name) => args[name] !== undefined)) {
    const ref = checkRunRef("", args);
    if (runId(ref) === id) return ref;
    throw new InvalidArgumentError(
      `the id must be that of its arguments, ${quoted(runId(ref), 160)}, got ${quoted(id, 160)}`,
    );
  }
  return parseRunId("", id);
}

/** Outputs that each version has stored, null if Atlas did not send the field. */
const STORED = ["state", "phase", "datasetName", "snapshotId", "createdDate"] as const;

/**
 * Returns whether the engine refreshes: the properties then are the outputs of the last read. Those of a first read are
 * what the program passed, even if a stack transformation has added a property with the name of an output.
 */
function isRefresh(properties: Properties): boolean {
  // A check is no output: a transformation that adds every name of one must not switch it off.
  const isChecked = Object.keys(CHECK_RULES).some((name) => name in properties);
  return !isChecked && STORED.every((name) => name in properties);
}

/** Returns the names in an id, which may be out of form. */
export function subjectOf(id: string): RunRef {
  const [projectId = "", pipelineName = "", pipelineRunId = ""] = id.split("/");
  return { projectId, pipelineName, pipelineRunId };
}
