import { AtlasError } from "./atlas-error.js";

/** What can be wrong with the configuration. */
export type ConfigurationErrorCode = "NO_CREDENTIALS" | "INCOMPLETE_CREDENTIALS" | "INVALID_CONFIGURATION";

/** Credentials or a setting are missing, half set or invalid. Nothing was sent; no secret is in the message. */
export class ConfigurationError extends AtlasError {
  override readonly name = "ConfigurationError";

  constructor(code: ConfigurationErrorCode, message: string) {
    super(code, message);
  }
}
