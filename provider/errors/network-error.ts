import { AtlasError } from "./atlas-error.js";

/**
 * No complete response: the connection failed (`NETWORK`) or took too long (`TIMEOUT`).
 *
 * @group Errors
 * @example
 * ```ts
 * try {
 *   await atlas.getDataLakePipelineRun({ projectId, pipelineName, pipelineRunId });
 * } catch (error) {
 *   if (!(error instanceof atlas.AtlasNetworkError && error.retryable)) throw error;
 *   void pulumi.log.warn(`try again later: ${error.message}`);
 * }
 * ```
 */
export class AtlasNetworkError extends AtlasError {
  override readonly name = "AtlasNetworkError";
  /** Whether the same read may well succeed a moment later: not with a certificate that is not trusted, for one. */
  readonly retryable: boolean;

  constructor(
    code: "NETWORK" | "TIMEOUT",
    message: string,
    options: { cause?: unknown; retryable?: boolean } = {},
  ) {
    super(code, message, options);
    this.retryable = options.retryable ?? true;
  }
}
