import { AtlasError } from "./atlas-error.js";

/** An argument or a resource id is not of the form Atlas defines (`INVALID_ARGUMENT`). Nothing was sent. */
export class InvalidArgumentError extends AtlasError {
  override readonly name = "InvalidArgumentError";

  constructor(message: string) {
    super("INVALID_ARGUMENT", message);
  }
}
