import { AtlasError } from "./atlas-error.js";

/**
 * An argument, an option or a resource id is not of the form that is documented (`INVALID_ARGUMENT`). Nothing was sent.
 */
export class InvalidArgumentError extends AtlasError {
  /** Name of the class. */
  override readonly name = "InvalidArgumentError";

  /**
   * Makes an error.
   *
   * @param message One line that stands alone.
   */
  constructor(message: string) {
    super("INVALID_ARGUMENT", message);
  }
}
