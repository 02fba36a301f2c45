import { setMessage } from "./message.js";

/**
 * What went wrong, as a stable name to branch on. A released code never changes its meaning.
 *
 * - `INVALID_ARGUMENT`: an argument or id is not of the form Atlas defines; nothing was sent.
 * - `NO_CREDENTIALS`, `INCOMPLETE_CREDENTIALS`, `INVALID_CONFIGURATION`: the configuration; nothing was sent.
 * - `BAD_REQUEST` 400, `UNAUTHORIZED` 401, `FORBIDDEN` 403, `NOT_FOUND` 404, `NOT_ACCEPTABLE` 406, `GONE` 410,
 *   `RATE_LIMITED` 429, `SERVER_ERROR` 5xx, `REDIRECTED` 3xx, `UNEXPECTED_STATUS` any other: the status of the response.
 * - `TIMEOUT`, `NETWORK`: no complete response.
 * - `UNEXPECTED_CONTENT`: a response that is not JSON of the expected media type, or too large.
 * - `DECODE`: JSON, but not a Data Lake Pipeline run as documented, or not the run that was asked for.
 * - `UNEXPECTED_STATE`: the run is not in a state that `expectedState` allows.
 * - `NO_MATCHING_RUN`: no run of the pipeline is in the state that was asked for.
 * - `WAIT_TIMEOUT`: the run was not in such a state within the time that `wait` allows.
 * - `TOO_OLD`: a run was created longer ago than `maxAgeHours`, or has no `createdDate`.
 * - `MISSING_FIELD`: the run that was read lacks a field that `require` or `requireField` asks for.
 * - `NOT_READ`: something that a read needs is not known in `up`; or the read of a resource failed, and the program goes on:
 *   its outputs have no values.
 * - `CANCELLED`: the engine was told to stop (Ctrl-C), or the `signal` of a function was aborted, during a read or a wait.
 * - `READ_ONLY`: the engine asked the resource to create or change something.
 */
export type AtlasErrorCode =
  | "INVALID_ARGUMENT"
  | "NO_CREDENTIALS"
  | "INCOMPLETE_CREDENTIALS"
  | "INVALID_CONFIGURATION"
  | "BAD_REQUEST"
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "NOT_ACCEPTABLE"
  | "GONE"
  | "RATE_LIMITED"
  | "SERVER_ERROR"
  | "REDIRECTED"
  | "UNEXPECTED_STATUS"
  | "TIMEOUT"
  | "NETWORK"
  | "UNEXPECTED_CONTENT"
  | "DECODE"
  | "UNEXPECTED_STATE"
  | "NO_MATCHING_RUN"
  | "WAIT_TIMEOUT"
  | "TOO_OLD"
  | "MISSING_FIELD"
  | "NOT_READ"
  | "CANCELLED"
  | "READ_ONLY";

/**
 * The base of every error this package throws on purpose. `message` is one line that stands alone, without secrets,
 * and ends with the code in brackets; `cause` is the error underneath, if there is one. A program that does not catch it fails with that one line.
 *
 * @group Errors
 * @example
 * ```ts
 * try {
 *   await atlas.getDataLakePipelineRun({ projectId, pipelineName, pipelineRunId });
 * } catch (error) {
 *   if (!(error instanceof atlas.AtlasError) || error.code !== "NOT_FOUND") throw error;
 * }
 * ```
 */
export class AtlasError extends Error {
  override readonly name: string = "AtlasError";
  /** What went wrong, as a stable name. */
  readonly code: AtlasErrorCode;

  constructor(code: AtlasErrorCode, message: string, options?: { cause?: unknown }) {
    super("", options?.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    setMessage(this, { code, problem: message });
    // No frames: the message names the run, and Pulumi hides the stack of such an error anyway. It does inspect it
    // first, which on some versions of Node takes more than ten seconds for frames mapped to Pulumi's own sources
    // (nodejs/node issue 64011).
    const get = (): string => `${this.name}: ${this.message}`;
    const set = (value: unknown): void => {
      Object.defineProperty(this, "stack", { value, writable: true, configurable: true });
    };
    Object.defineProperty(this, "stack", { get, set, configurable: true });
  }
}

// Pulumi recognises this marker (that of its RunError, across copies of the SDK) and then prints the message
// as the one error line of the program, without a stack. On the prototype, so that it is in no printed error.
Object.defineProperty(AtlasError.prototype, "__pulumiRunError", { value: true });
