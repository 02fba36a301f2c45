const PREFIX = "ERR_PROXY_";

/** Why a proxy opened no tunnel. node-fetch passes on an error's message and code only, so the code says it all. */
export class TunnelError extends Error {
  override readonly name = "TunnelError";

  private constructor(
    message: string,
    /** `ERR_PROXY_` and the proxy's status, or the code of the failure on the way to the proxy. */
    readonly code: string,
  ) {
    super(message);
  }

  /** The proxy answered CONNECT with another status than 200. */
  static refused(status: number): TunnelError {
    return new TunnelError(`the proxy answered CONNECT with ${status}`, PREFIX + String(status));
  }

  /** No answer of the proxy. */
  static of(error: unknown): TunnelError {
    if (error instanceof TunnelError) return error;
    const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
    // Without a code it is about what the proxy sent, which is not shown: it may repeat the credentials.
    if (typeof code !== "string")
      return new TunnelError("no valid answer to CONNECT", `${PREFIX}NO_RESPONSE`);
    return new TunnelError(String(message), PREFIX + code);
  }
}

/** What the code of a TunnelError says after its prefix; undefined for any other code. */
export function tunnelFailure(code: string | undefined): string | undefined {
  return code?.startsWith(PREFIX) === true ? code.slice(PREFIX.length) : undefined;
}
