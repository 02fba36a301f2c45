import { AtlasError } from "./atlas-error.js";

/**
 * An argument, an option or a resource id is not of the form that is documented (`INVALID_ARGUMENT`). Nothing was sent.
 *
 * @group Errors
 * @example
 * ```ts
 * try {
 *   await atlas.getDataLakePipelineRun({ projectId, pipelineName, pipelineRunId: "latest" });
 * } catch (error) {
 *   if (!(error instanceof atlas.InvalidArgumentError)) throw error;
 *   void pulumi.log.error(error.message); // … 24 lower-case hexadecimal digits (0-9, a-f), got "latest" [INVALID_ARGUMENT]
 * }
 * ```
 */
export class InvalidArgumentError extends AtlasError {
  override readonly name = "InvalidArgumentError";

  constructor(message: string) {
    super("INVALID_ARGUMENT", message);
  }
}
