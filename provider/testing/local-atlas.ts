import { type Fault } from "./fault.js";
import { type FaultOptions } from "./fault-plan.js";
import { type LocalAtlasOptions } from "./options.js";
import { type LocalRun, type PipelineRunBody } from "./pipeline-run.js";
import { type RecordedRequest } from "./request-log.js";
import { LocalAtlasServer } from "./server.js";

/** A running local Atlas. */
export interface LocalAtlas {
  /** Where it listens, such as `http://127.0.0.1:40123`. */
  readonly baseUrl: string;
  /** Every request so far, refused ones and those for tokens too, in the order of arrival. The list grows in place. */
  readonly requests: readonly RecordedRequest[];
  /** TCP connections accepted so far. */
  readonly connections: number;
  /** TCP connections that are open now. A client keeps one for its next request, and ends it with a request it gives up. */
  readonly openConnections: number;
  /** Adds a run, or replaces the one with the same project, pipeline and id, together with its transitions to come. Throws a
   * TypeError for a transition that cannot be. */
  setRun(run: LocalRun): void;
  /** Changes fields of a run; its transitions to come stay. Throws if there is no such run. */
  updateRun(projectId: string, pipelineName: string, runId: string, patch: Partial<PipelineRunBody>): void;
  /** Removes a run and its transitions to come; its pipeline and project stay. Throws if there is no such run. */
  removeRun(projectId: string, pipelineName: string, runId: string): void;
  /**
   * Lets something go wrong with the next requests that match, whether or not they carry credentials. Faults strike in
   * the order in which they were planned, those of the options first, each until its times are used up. Throws a
   * RangeError or TypeError for a fault that cannot be sent, and a SyntaxError for a path that is no pattern.
   */
  fail(fault: Fault, options?: FaultOptions): void;
  /** Forgets all faults that have yet to strike. */
  clearFaults(): void;
  /** Empties `requests`. */
  clearRequests(): void;
  /** How many valid tokens a service account holds; 0 for an unknown one. */
  liveTokens(clientId: string): number;
  /** Makes every Digest nonce stale. */
  expireNonces(): void;
  /** Makes every token that was issued to a service account invalid. Tokens of the options stay valid. */
  expireTokens(): void;
  /** Stops listening and all transitions, and ends all connections, with requests in flight too. Can be called again. */
  close(): Promise<void>;
}

/**
 * Starts a local Atlas: an HTTP server on 127.0.0.1 that answers requests for Data Lake Pipeline runs as Atlas does.
 * Close it when done. Rejects if it cannot listen on the port, or if the TLS key or certificate is not valid; and with a
 * TypeError that names the field, such as `runs[0].run.state`, if an option is unknown or wrong.
 *
 * ```ts
 * const atlas = await startLocalAtlas({ runs: [examplePipelineRun], accessTokens: [{ token: "t" }] });
 * atlas.fail({ type: "rateLimited", retryAfter: 1 }, { times: 2 });
 * ```
 */
export function startLocalAtlas(options: LocalAtlasOptions = {}): Promise<LocalAtlas> {
  return LocalAtlasServer.start(options);
}
