import { oneLine } from "../errors/index.js";
import { TransportError } from "../http.js";

// A name that does not exist and a certificate that is not trusted stay so: a retry would only delay the error.
const PERMANENT =
  /^(ENOTFOUND|ERR_TLS_|CERT_|ERR_INVALID_|ERR_SSL_)|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH/;

const EXPLANATIONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "the connection was reset before the answer was complete",
  ERR_STREAM_PREMATURE_CLOSE: "the connection was closed before the answer was complete",
  ENOTFOUND: "the host name does not exist",
  EAI_AGAIN: "the host name could not be looked up",
  ETIMEDOUT: "the connection timed out",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its TLS certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN:
    "its TLS certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS adds one)",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its TLS certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS adds one)",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "its TLS certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS adds one)",
  CERT_HAS_EXPIRED: "its TLS certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its TLS certificate is for another host name",
};

/** What node-fetch threw, as a TransportError with one line that says what happened. */
export function describeFailure(error: unknown, maxBodyBytes: number): TransportError {
  const { type, code, message } = facts(error);
  if (type === "max-size") {
    return new TransportError("too-large", `the answer has more than ${maxBodyBytes} bytes`, false, {
      cause: error,
    });
  }
  const explanation = code === undefined ? undefined : EXPLANATIONS[code];
  const text = explanation === undefined ? oneLine(message, 160) : `${explanation} (${String(code)})`;
  return new TransportError("network", text, code === undefined || !PERMANENT.test(code), { cause: error });
}

function facts(error: unknown): { type: string | undefined; code: string | undefined; message: string } {
  const { type, code } = (error ?? {}) as { type?: unknown; code?: unknown };
  return {
    type: typeof type === "string" ? type : undefined,
    code: typeof code === "string" ? code : undefined,
    message: error instanceof Error ? error.message : String(error),
  };
}
