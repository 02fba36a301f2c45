import { AtlasError } from "./atlas-error.js";

/** What can be wrong with the configuration: nothing is there, half of a pair is missing, or a value is out of form. */
export type ConfigurationErrorCode = "NO_CREDENTIALS" | "INCOMPLETE_CREDENTIALS" | "INVALID_CONFIGURATION";

/**
 * Credentials or a setting are missing, half set or invalid. Nothing was sent; no secret is in the message.
 *
 * @group Errors
 * @example
 * ```ts
 * try {
 *   await atlas.getDataLakePipelineRun({ projectId, pipelineName, pipelineRunId });
 * } catch (error) {
 *   if (!(error instanceof atlas.ConfigurationError && error.code === "NO_CREDENTIALS")) throw error;
 *   void pulumi.log.info("no credentials here: the dataset is left as it is");
 * }
 * ```
 */
export class ConfigurationError extends AtlasError {
  override readonly name = "ConfigurationError";

  constructor(code: ConfigurationErrorCode, message: string) {
    super(code, message);
  }
}
