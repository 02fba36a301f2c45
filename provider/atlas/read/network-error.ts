import { AtlasContentError, AtlasError, AtlasNetworkError, oneLine, reasonText } from "../../errors/index.js";
import { TransportError } from "../http/transport-error.js";

/** Why a read ended without a response. */
export interface NoResponse {
  readonly error: unknown;
  readonly attempts: number;
  readonly elapsedSeconds: number;
  readonly baseUrl: string;
}

/** Makes the error for a read without a complete response; `label` names what was read. */
export function networkError(
  label: string,
  { error, attempts, elapsedSeconds, baseUrl }: NoResponse,
): AtlasError {
  const reading = `reading ${label}`;
  if (error instanceof AtlasError) return error;
  if (!(error instanceof TransportError)) {
    // Not a failure of the network, but of this package or of its installation.
    return new AtlasNetworkError("NETWORK", `${oneLine(reasonText(error))}, ${reading}`, {
      cause: error,
      retryable: false,
    });
  }
  if (error.kind === "too-large") {
    const message = `${error.message}, ${reading}. Check mongodbatlas:baseUrl and any proxy`;
    return new AtlasContentError("UNEXPECTED_CONTENT", message, { cause: error });
  }
  const times = attempts <= 1 ? "" : ` after ${attempts} attempts in ${elapsedSeconds.toFixed(1)} s`;
  const timedOut = error.kind === "timeout" || error.kind === "deadline";
  const setting = error.kind === "timeout" ? "requestTimeoutSeconds" : "retryTimeoutSeconds";
  const usual = timedOut
    ? `The limit is atlas-data-lake:${setting}. Check network access to Atlas (proxy, firewall)`
    : "Check mongodbatlas:baseUrl and network access to Atlas (DNS, proxy in HTTPS_PROXY, firewall)";
  const message = `no response from ${baseUrl}${times}: ${error.message}, ${reading}. ${error.advice ?? usual}`;
  return new AtlasNetworkError(timedOut ? "TIMEOUT" : "NETWORK", message, {
    cause: error.cause,
    retryable: timedOut || error.retryable,
  });
}
