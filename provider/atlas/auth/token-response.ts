import * as t from "io-ts";
import { type HttpResponse } from "../http/types.js";

/** Lifetime of an Atlas token in seconds, for a response without `expires_in` (RFC 6749 section 5.1). */
const DEFAULT_LIFETIME_SECONDS = 3600;

/** Largest body that is parsed, in bytes. One with a token has less than 4 KiB. */
const MAX_BODY_BYTES = 64 * 1024;

const TokenBody = t.intersection([t.type({ access_token: t.string }), t.partial({ expires_in: t.number })]);

/** An access token that was issued to this process. */
export interface IssuedToken {
  readonly accessToken: string;
  readonly lifetimeSeconds: number;
}

/** Decodes a response of the token endpoint. Undefined if it has no token that a header can hold. */
export function decodeTokenResponse(response: HttpResponse): IssuedToken | undefined {
  if (response.body.length > MAX_BODY_BYTES) return undefined;
  const body = parse(Buffer.from(response.body).toString("utf8"));
  if (!TokenBody.is(body) || !/^[\x21-\x7e]+$/.test(body.access_token)) return undefined;
  const seconds = body.expires_in ?? DEFAULT_LIFETIME_SECONDS;
  return { accessToken: body.access_token, lifetimeSeconds: seconds > 0 ? seconds : 0 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
