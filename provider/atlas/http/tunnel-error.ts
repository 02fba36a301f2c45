import { reasonText } from "../../errors/index.js";

const PREFIX = "ERR_PROXY_";

/** A proxy that opened no tunnel. The code says why, since node-fetch keeps only message and code of an error. */
export class TunnelError extends Error {
  override readonly name = "TunnelError";

  private constructor(
    message: string,
    /** `ERR_PROXY_` and the status of the proxy, or the code of the failed connection to it. */
    readonly code: string,
  ) {
    super(message);
  }

  /** Makes the error of a proxy that responds to CONNECT with a status other than 200. */
  static refused(status: number): TunnelError {
    return new TunnelError(`the proxy responded to CONNECT with ${status}`, PREFIX + String(status));
  }

  /** Makes the error of a proxy that gives no valid response. */
  static of(error: unknown): TunnelError {
    if (error instanceof TunnelError) return error;
    const { code } = (error ?? {}) as { code?: unknown };
    // Errors without a code quote the response of the proxy. It is not shown, since it may echo the credentials.
    if (typeof code !== "string")
      return new TunnelError("no valid response to CONNECT", `${PREFIX}NO_RESPONSE`);
    return new TunnelError(reasonText(error), PREFIX + code);
  }
}

/** Returns the code of a TunnelError without its prefix, and undefined for any other code. */
export function tunnelFailure(code: string | undefined): string | undefined {
  return code?.startsWith(PREFIX) === true ? code.slice(PREFIX.length) : undefined;
}
