import { AtlasError } from "./atlas-error.js";

/**
 * A response of status 200 that is not a Data Lake Pipeline run: not JSON, of another media type or too large
 * (`UNEXPECTED_CONTENT`), or JSON of another shape or of another run (`DECODE`). An incomplete list of runs is
 * `UNEXPECTED_CONTENT` as well, and so is a response of the token endpoint without a token.
 *
 * @group Errors
 * @example
 * ```ts
 * try {
 *   await atlas.getDataLakePipelineRun({ projectId, pipelineName, pipelineRunId });
 * } catch (error) {
 *   if (!(error instanceof atlas.AtlasContentError)) throw error;
 *   void pulumi.log.error(`not a run: ${error.problems.join("; ") || error.message}`);
 * }
 * ```
 */
export class AtlasContentError extends AtlasError {
  override readonly name = "AtlasContentError";
  /** HTTP status of the response, if there was one. */
  declare readonly status?: number;
  /** The problems with their paths, the first 20; one entry or more with `DECODE`, empty otherwise. */
  readonly problems: readonly string[];

  constructor(
    code: "UNEXPECTED_CONTENT" | "DECODE",
    message: string,
    fields: { status?: number; problems?: readonly string[]; cause?: unknown },
  ) {
    super(code, message, { cause: fields.cause });
    if (fields.status !== undefined) this.status = fields.status;
    this.problems = fields.problems ?? [];
  }
}
