import { AtlasContentError, AtlasError, AtlasNetworkError, oneLine, reasonText } from "../../errors/index.js";
import { TransportError } from "../http/types.js";

/** How a read ended without an answer. */
export interface NoResponse {
  readonly error: unknown;
  readonly attempts: number;
  readonly elapsedSeconds: number;
  readonly baseUrl: string;
}

/** The error for a read that got no complete answer; `what` names what was asked for. */
export function networkError(
  what: string,
  { error, attempts, elapsedSeconds, baseUrl }: NoResponse,
): AtlasError {
  const prefix = `cannot read ${what}: `;
  if (error instanceof AtlasError) return error;
  if (!(error instanceof TransportError)) {
    // Not of the network's making: a fault of this package, or of the installation.
    return new AtlasNetworkError("NETWORK", prefix + oneLine(reasonText(error)), {
      cause: error,
      retryable: false,
    });
  }
  if (error.kind === "too-large") {
    return new AtlasContentError(
      "UNEXPECTED_CONTENT",
      `${prefix}${error.message}. To do: check mongodbatlas:baseUrl and any proxy on the way`,
      { cause: error },
    );
  }
  const times = attempts <= 1 ? "" : ` in the last of ${attempts} tries over ${elapsedSeconds.toFixed(1)} s`;
  const timedOut = error.kind === "timeout" || error.kind === "deadline";
  const setting = error.kind === "timeout" ? "requestTimeoutSeconds" : "retryTimeoutSeconds";
  const usual = timedOut
    ? `the limit is atlas-data-lake:${setting}; check the way to Atlas (proxy, firewall)`
    : "check mongodbatlas:baseUrl and the way to Atlas (name service, proxy with HTTPS_PROXY, firewall)";
  const message = `${prefix}no answer from ${baseUrl}${times}: ${error.message}. To do: ${error.advice ?? usual}`;
  return new AtlasNetworkError(timedOut ? "TIMEOUT" : "NETWORK", message, {
    cause: error.cause,
    retryable: timedOut || error.retryable,
  });
}
