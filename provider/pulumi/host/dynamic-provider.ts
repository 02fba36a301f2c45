import type * as pulumi from "@pulumi/pulumi";
import { cancellation } from "./cancellation.js";
import { Clients } from "../process/clients.js";
import { RepeatedErrors } from "../process/repeated-errors.js";
import { type Lookup } from "../../config/keys.js";
import {
  PROVIDER_NAME_KEY,
  resolveProviderConfig,
  resolveConfig,
  type ReadConfig,
} from "../../config/resolve-config.js";
import { addAdvice, AtlasError } from "../../errors/index.js";
import { type ReadContext } from "../../atlas/read/read-context.js";
import { describeRun } from "../../run/run-ref.js";
import { endWithEngine, engineAddress } from "./engine-end.js";
import { hostReporter } from "./engine-log.js";
import { readOnly, toHostError } from "./host-error.js";
import { readResource, subjectOf, type Properties } from "./read-resource.js";

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
    // The engine calls it in a preview too.
    check: () => Promise.reject(readOnly("create")),
    create: () => Promise.reject(readOnly("create")),
    update: () => Promise.reject(readOnly("update")),
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
