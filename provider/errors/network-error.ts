import { AtlasError } from "./atlas-error.js";

/** No complete answer came: the connection failed (`NETWORK`) or took too long (`TIMEOUT`). `cause` says more. */
export class AtlasNetworkError extends AtlasError {
  override readonly name = "AtlasNetworkError";

  constructor(code: "NETWORK" | "TIMEOUT", message: string, options?: { cause?: unknown }) {
    super(code, message, options);
  }
}
