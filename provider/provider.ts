import type * as pulumi from "@pulumi/pulumi";
import { cancellation } from "./cancellation.js";
import { Clients } from "./clients.js";
import { type Lookup } from "./config/index.js";
import { AtlasApiError, InvalidArgumentError, quoted, ReadOnlyError } from "./errors/index.js";
import { forHost } from "./host-error.js";
import { OPTIONAL_FIELDS, withNulls } from "./optional-fields.js";
import { parseGate, readThroughGate, type Gate } from "./gate/index.js";
import { type Reporter } from "./read/index.js";
import { closeOnInterrupt } from "./shutdown.js";
import { checkRunRef, parseRunId, runId, RUN_ARGUMENTS, type RunRef } from "./run-ref.js";

/** What the engine's host of dynamic providers hands to a read, and keeps of it. */
type Properties = Readonly<Record<string, unknown>>;

/**
 * The implementation of `DataLakePipelineRun`, as it runs in the engine's provider process.
 *
 * The text that loads it is stored in the state of every resource: this module's path in the package and the name
 * of this function never change.
 */
export function createProvider(): pulumi.dynamic.ResourceProvider<Properties, Properties> {
  const clients = new Clients();
  const cancelled = cancellation();
  closeOnInterrupt(clients, "provider");
  let config: Lookup = () => undefined;
  return {
    // The host reads with this provider before what `configure` returns has settled: it must be done at once.
    configure: (request) => {
      config = (key) => request.config.get(key);
      return Promise.resolve();
    },
    read: async (id, properties) => {
      try {
        return await readResource(clients, config, cancelled, id, properties ?? {});
      } catch (error) {
        throw forHost(error);
      }
    },
    create: () => Promise.reject(new ReadOnlyError("create")),
    update: () => Promise.reject(new ReadOnlyError("update")),
    // Nothing was made, so that there is nothing to delete.
    delete: () => Promise.resolve(),
  };
}

async function readResource(
  clients: Clients,
  config: Lookup,
  cancelled: AbortSignal,
  id: string,
  properties: Properties,
): Promise<pulumi.dynamic.ReadResult<Properties>> {
  const refresh = isRefresh(properties);
  const ref = requestedRun(id, properties);
  // A refresh records what is there, whatever the program expects of it.
  const gate: Gate = refresh ? { expected: undefined, wait: undefined } : parseGate("", properties);
  const client = clients.in({ config, environment: (key) => process.env[key] });
  try {
    const preview = properties["preview"] === true;
    const caller = { client, reporter: hostReporter, signal: cancelled };
    const fields = await readThroughGate(caller, ref, gate, preview);
    return { id: runId(ref), props: withNulls(fields) };
  } catch (error) {
    // Only a refresh knows earlier outputs. There a run that is gone leaves the state; anywhere else it is an error.
    if (isNotFound(error) && refresh) return {};
    throw error;
  }
}

/** The run that the program asked for by its arguments, or by an id where it gave no arguments. */
function requestedRun(id: string, properties: Properties): RunRef {
  const args: { [K in keyof RunRef]?: unknown } = properties;
  // The arguments say which one is wrong, where the id made of them may not even have three parts.
  if (RUN_ARGUMENTS.every((name) => args[name] !== undefined)) {
    const ref = checkRunRef("", args);
    if (runId(ref) === id) return ref;
    throw new InvalidArgumentError(
      `the id must be that of its arguments, ${quoted(runId(ref), 160)}, got ${quoted(id, 160)}`,
    );
  }
  return parseRunId(id);
}

/** A first read holds what the program passed, a refresh the outputs of the last read as well. */
function isRefresh(properties: Properties): boolean {
  return OPTIONAL_FIELDS.some((name) => name in properties);
}

function isNotFound(error: unknown): boolean {
  return error instanceof AtlasApiError && error.code === "NOT_FOUND";
}

// What the provider process prints, the engine shows.
const hostReporter: Reporter = {
  info: (line) => {
    console.log(line);
  },
  warn: (line) => {
    console.log(`warning: ${line}`);
  },
};
