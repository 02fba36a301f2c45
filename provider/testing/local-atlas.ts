import { type Fault, type FaultOptions } from "./faults/fault.js";
import { type RecordedRequest } from "./http/request.js";
import { type LocalRun, type PipelineRunBody } from "./runs/pipeline-run.js";

/** A running local Atlas, as `startLocalAtlas` resolves to it. */
export interface LocalAtlas {
  /** Its address, such as `http://127.0.0.1:40123`. */
  readonly baseUrl: string;
  /** Every request so far in the order of arrival, refused ones and those for tokens included. The list grows in place. */
  readonly requests: readonly RecordedRequest[];
  /** Number of TCP connections accepted so far. */
  readonly connections: number;
  /** Number of TCP connections that are open now. A client keeps one for its next request, and ends it with an abort. */
  readonly openConnections: number;
  /**
   * Adds a run, or replaces the one with the same project, pipeline and id, together with its transitions to come.
   *
   * @param run The run and its place. It is copied.
   * @throws TypeError that names the field, such as `run.state`, if one is unknown or wrong.
   */
  setRun(run: LocalRun): void;
  /**
   * Changes fields of a run, for all responses from now on; its transitions to come stay.
   *
   * @param patch The fields that change, but not the id. A field that is undefined is left out of the responses.
   * @throws TypeError that names an unknown or wrong field, such as `patch.state`; Error if there is no such run.
   * @example
   * ```ts
   * const { projectId, pipelineName, run } = examplePipelineRun;
   * local.updateRun(projectId, pipelineName, run._id, { state: "DONE", phase: "INGESTION" });
   * ```
   */
  updateRun(projectId: string, pipelineName: string, runId: string, patch: Partial<PipelineRunBody>): void;
  /**
   * Removes a run and its transitions to come; its pipeline and project stay.
   *
   * @throws Error if there is no such run.
   */
  removeRun(projectId: string, pipelineName: string, runId: string): void;
  /**
   * Plans a fault for the next requests that match, with or without credentials. Faults strike in the order of
   * their planning, each until its times are used up. Those of the options come first.
   *
   * @param fault The fault.
   * @param options The requests that it strikes. Default: all requests of the API, until `clearFaults()`.
   * @throws TypeError that names the field, such as `fault.type`, if one is unknown or wrong.
   * @example
   * ```ts
   * local.fail({ type: "rateLimited", retryAfter: 1 }, { times: 2 });
   * local.fail({ type: "status", status: 503 }, { kind: "token" });
   * ```
   */
  fail(fault: Fault, options?: FaultOptions): void;
  /** Forgets all faults that have yet to strike. */
  clearFaults(): void;
  /** Empties `requests`. */
  clearRequests(): void;
  /** Counts the valid tokens of a service account; 0 if it is unknown. */
  liveTokens(clientId: string): number;
  /** Makes every Digest nonce stale. */
  expireNonces(): void;
  /** Makes every token that was issued to a service account invalid. Tokens of the options stay valid. */
  expireTokens(): void;
  /** Stops listening and all transitions, and ends all connections and their requests. Can be called again. */
  close(): Promise<void>;
}
