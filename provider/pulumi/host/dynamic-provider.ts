import type * as pulumi from "@pulumi/pulumi";
import { checkKeys } from "../arguments/check-keys.js";
import { cancellation } from "./cancellation.js";
import { Clients } from "../process/clients.js";
import { RepeatedErrors } from "../process/repeated-errors.js";
import { type Lookup } from "../../config/keys.js";
import { PROVIDER_NAME_KEY, resolveProviderConfig } from "../../config/provider-config.js";
import { resolveConfig, type ReadConfig } from "../../config/resolve-config.js";
import { addAdvice, AtlasError, InvalidArgumentError, quoted, ReadOnlyError } from "../../errors/index.js";
import { hostReporter } from "./engine-log.js";
import { toHostError } from "./host-error.js";
import { withNulls } from "../../run/nulls.js";
import { readChecked } from "../../atlas/check/read-checked.js";
import { readRun } from "../../atlas/read/read-run.js";
import { CHECK_RULES, checkOf, parseArguments, RUN } from "../arguments/rules.js";
import { type ReadContext } from "../../atlas/read/read-context.js";
import { checkOutputs, leaveStateOrThrow } from "./refresh.js";
import { endWithEngine, engineAddress } from "./engine-end.js";
import {
  checkRunRef,
  describeRun,
  parseRunId,
  runId,
  RUN_ARGUMENTS,
  type RunRef,
} from "../../run/run-ref.js";

/** Properties of a resource, as the engine's host of dynamic providers passes them to a read and stores them. */
type Properties = Readonly<Record<string, unknown>>;

/** Keys that the properties of a first read may have. */
const FIRST_READ = [...Object.keys(RUN), "__provider"];

/**
 * The implementation of `DataLakePipelineRun`, as it runs in the engine's provider process.
 *
 * The text that loads it is stored in the state of every resource: this module's path in the package and the name
 * of this function never change.
 *
 * @param isPreview Whether this is a preview, in which no read waits.
 */
export function createProvider(isPreview = false): pulumi.dynamic.ResourceProvider<Properties, Properties> {
  const clients = new Clients();
  const cancelled = cancellation();
  const address = engineAddress(process.argv);
  try {
    endWithEngine(clients, cancelled, address);
  } catch {
    // A read must not fail because a hook cannot be installed. Nothing can be shown: the engine does not listen yet.
  }
  const reporter = hostReporter(address);
  const repeated = new RepeatedErrors();
  let config: Lookup = () => undefined;
  const context = (): ReadContext => ({
    client: clients.forConfig(hostConfig(config)),
    reporter,
    signal: cancelled.signal,
  });
  return {
    // The host reads with this provider before the promise of `configure` has settled, so this must be synchronous.
    configure: (request) => {
      config = (key) => request.config.get(key);
      return Promise.resolve();
    },
    read: async (id, properties) => {
      try {
        return await readResource(context, id, properties ?? {}, isPreview);
      } catch (error) {
        // The reason is that of all reads.
        const failure =
          error === cancelled.signal.reason
            ? new AtlasError("CANCELLED", `cancelled while reading ${describeRun(subjectOf(id))}`)
            : error;
        throw toHostError(repeated.shorten(failure, subjectOf(id)), id);
      } finally {
        await reporter.delivered();
      }
    },
    // The engine calls this, in a preview too, if a resource has lost the id that makes it a read.
    check: () => Promise.reject(toHostError(new ReadOnlyError("create"), "DataLakePipelineRun")),
    create: () => Promise.reject(toHostError(new ReadOnlyError("create"), "DataLakePipelineRun")),
    update: () => Promise.reject(toHostError(new ReadOnlyError("update"), "DataLakePipelineRun")),
    // A run is never created, so that there is nothing to delete.
    delete: () => Promise.resolve(),
  };
}

/** Resolves what the engine has configured this process with: the inputs of an explicit provider, or the stack configuration. */
function hostConfig(config: Lookup): ReadConfig {
  const explicit = config(PROVIDER_NAME_KEY);
  if (explicit !== undefined) return resolveProviderConfig(explicit, config);
  try {
    return resolveConfig(config);
  } catch (error) {
    if (!(error instanceof AtlasError) || error.code !== "NO_CREDENTIALS") throw error;
    throw addAdvice(
      error,
      "A resource sees the environment with which pulumi was started, not what the program adds to its own",
    );
  }
}

function readResource(
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
  checkKeys("", "the properties", properties, FIRST_READ);
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
function subjectOf(id: string): RunRef {
  const [projectId = "", pipelineName = "", pipelineRunId = ""] = id.split("/");
  return { projectId, pipelineName, pipelineRunId };
}
