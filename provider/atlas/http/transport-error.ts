import { STATUS_CODES } from "node:http";
import { oneLine, reasonText } from "../../errors/index.js";
import { isTransientStatus } from "./retry-policy.js";
import { tunnelFailure } from "./tunnel-error.js";

// An unknown host name, a certificate that is not accepted, a refused handshake and headers that are too large do not
// change: a retry would only delay the error. Node has the codes of certificates from OpenSSL, `UNSPECIFIED` for the rest.
const PERMANENT =
  /^(ENOTFOUND|EPROTO|HPE_HEADER_OVERFLOW|ERR_TLS_|ERR_INVALID_|ERR_SSL_|INVALID_|UNSPECIFIED$|PATH_LENGTH_)|CERT|CRL_|UNABLE_TO_|HOSTNAME_/;

/** The text that node-fetch puts in front of the reason: it has the URL, which the message names already. */
const PREAMBLE =
  /^(?:request to \S+ failed, reason:|Invalid response body while trying to fetch \S+:)(?: |$)/;

/** The reason in an error of OpenSSL, between the names of its parts and of a source file. */
const OPENSSL = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/;

/** Failures of TLS, by code or message of OpenSSL, which differ between versions of Node. */
const TLS_FAILURES: readonly (readonly [RegExp, string])[] = [
  [/wrong.version.number|packet.length.too.long/i, "the server does not speak TLS"],
  [/certificate.required/i, "the server refused TLS without a client certificate"],
];

const EXPLANATIONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "the connection was reset before the response was complete",
  ERR_STREAM_PREMATURE_CLOSE: "the connection was closed before the response was complete",
  ENOTFOUND: "the host name does not exist, or this machine is offline",
  EAI_AGAIN: "the host name could not be looked up",
  ETIMEDOUT: "the connection timed out",
  HPE_HEADER_OVERFLOW: "the response headers are larger than Node.js reads",
  Z_DATA_ERROR: "the response is not compressed as its Content-Encoding says",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its TLS certificate is self-signed (NODE_EXTRA_CA_CERTS makes it trusted)",
  SELF_SIGNED_CERT_IN_CHAIN:
    "its TLS certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS adds one)",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its TLS certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS adds one)",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "its TLS certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS adds one)",
  NO_RESPONSE: "it gave no valid response to CONNECT",
  CERT_NOT_YET_VALID: "its TLS certificate is not valid yet",
  CERT_HAS_EXPIRED: "its TLS certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its TLS certificate is for another host name",
};

// Advice for failures of the proxy.
const PROXY_CREDENTIALS =
  "Give the proxy's URL in HTTPS_PROXY or ALL_PROXY its user name and password, percent-encoded, " +
  "as in http://user:password@proxy.example:3128";
const PROXY_RULES =
  "Ask the proxy's operator to allow CONNECT to Atlas; NO_PROXY names the hosts that are reached without it";
const PROXY_URL =
  "Check the proxy's URL in HTTPS_PROXY or ALL_PROXY; NO_PROXY names the hosts that are reached without it";

/** A request without a complete response. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  /** Advice, if there is better advice than that for its kind. */
  readonly advice: string | undefined;

  constructor(
    /** `held`: the rate limit allowed no request before the deadline. */
    readonly kind: "timeout" | "network" | "no-local-server" | "too-large" | "deadline" | "held",
    message: string,
    /** Whether the same request may succeed later. */
    readonly retryable: boolean,
    options: { readonly cause?: unknown; readonly advice?: string } = {},
  ) {
    super(message, "cause" in options ? { cause: options.cause } : {});
    this.advice = options.advice;
  }
}

/** Facts for the message of a TransportError. */
interface FailureContext {
  readonly maxBodyBytes: number;
  /** Host and port of the proxy, if there is one. */
  readonly proxy: string | undefined;
  /** Whether the server is on this machine: one that refuses the connection is a forgotten local Atlas. */
  readonly isLocal: boolean;
}

/** Converts an error of node-fetch to a TransportError with a message of one line. */
export function toTransportError(
  error: unknown,
  { maxBodyBytes, proxy, isLocal }: FailureContext,
): TransportError {
  const { type, code, message } = partsOf(error);
  if (type === "max-size") {
    return new TransportError("too-large", `the response has more than ${maxBodyBytes} bytes`, false, {
      cause: error,
    });
  }
  const failure = tunnelFailure(code);
  if (failure !== undefined) return proxyFailure(failure, message, proxy, error);
  const text = explain(code, message) + throughProxy(proxy);
  if (isLocal && code === "ECONNREFUSED") {
    return new TransportError("no-local-server", text, false, { cause: error });
  }
  return new TransportError("network", text, isPassing(code), { cause: error });
}

/** Returns the end of a message that names the proxy, if there is one. */
export function throughProxy(proxy: string | undefined): string {
  return proxy === undefined ? "" : `, through the proxy ${proxy}`;
}

/** Makes the error of a proxy that could not be reached, or did not open a tunnel. */
function proxyFailure(
  failure: string,
  message: string,
  proxy: string | undefined,
  cause: unknown,
): TransportError {
  const name = `the proxy ${String(proxy)}`;
  if (!/^\d+$/.test(failure)) {
    return new TransportError("network", `${name}: ${explain(failure, message)}`, isPassing(failure), {
      cause,
      advice: PROXY_URL,
    });
  }
  const status = Number(failure);
  const text = `${name} refused the connection with ${[status, STATUS_CODES[status]].join(" ").trim()}`;
  return new TransportError("network", text, isTransientStatus(status), {
    cause,
    advice: status === 407 ? PROXY_CREDENTIALS : PROXY_RULES,
  });
}

function explain(code: string | undefined, message: string): string {
  const reason = message.replace(PREAMBLE, "");
  const said = OPENSSL.exec(reason)?.[1];
  const own = oneLine(said === undefined ? reason : `TLS failed: ${said}`, 160) || "no reason given";
  if (code === undefined) return own;
  const [, tls] = TLS_FAILURES.find(([pattern]) => pattern.test(`${code} ${reason}`)) ?? [];
  const notHttp = code.startsWith("HPE_") ? "the response is not valid HTTP" : undefined;
  const text = tls ?? EXPLANATIONS[code] ?? notHttp ?? own;
  return text.includes(code) ? text : `${text} (${code})`;
}

function isPassing(code: string | undefined): boolean {
  return code === undefined || !PERMANENT.test(code);
}

function partsOf(error: unknown): { type: string | undefined; code: string | undefined; message: string } {
  const { type, code } = (error ?? {}) as { type?: unknown; code?: unknown };
  return {
    type: typeof type === "string" ? type : undefined,
    code: typeof code === "string" ? code : undefined,
    message: reasonText(error),
  };
}
