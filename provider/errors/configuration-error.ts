import { AtlasError } from "./atlas-error.js";

/** What can be wrong with the configuration: nothing is there, half of a pair is missing, or a value is out of form. */
export type ConfigurationErrorCode = "NO_CREDENTIALS" | "INCOMPLETE_CREDENTIALS" | "INVALID_CONFIGURATION";

/**
 * Credentials or a setting are missing, half set or invalid. Nothing was sent; no secret is in the message.
 *
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
  /** Name of the class. */
  override readonly name = "ConfigurationError";

  /**
   * Makes an error.
   *
   * @param code What went wrong, as a stable name.
   * @param message One line that stands alone.
   */
  constructor(code: ConfigurationErrorCode, message: string) {
    super(code, message);
  }
}
