import { AtlasError } from "./atlas-error.js";
import { quoted } from "./text.js";

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

/**
 * Makes the error for a value that is out of form: `nightly: maxAgeHours must be a number of hours above 0, got "x"`.
 *
 * @param label Name of the value, after the prefix that says whose it is.
 */
export function mustBe(label: string, allowed: string, value: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`${label} must be ${allowed}, got ${quoted(value)}`);
}
