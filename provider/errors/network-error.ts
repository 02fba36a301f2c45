import { AtlasError } from "./atlas-error.js";

/** No complete answer came: the connection failed (`NETWORK`) or took too long (`TIMEOUT`). `cause` says more. */
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
