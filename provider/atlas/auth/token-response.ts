import * as t from "io-ts";
import { parseSmallJson } from "../http/small-json.js";
import { type HttpResponse } from "../http/types.js";

/** Lifetime of an Atlas token in seconds, for a response without a usable `expires_in` (RFC 6749 section 5.1). */
const DEFAULT_LIFETIME_SECONDS = 3600;

const TokenBody = t.intersection([t.type({ access_token: t.string }), t.partial({ expires_in: t.unknown })]);

/** An access token that was issued to this process. */
export interface IssuedToken {
  readonly accessToken: string;
  readonly lifetimeSeconds: number;
}

/** Decodes a response of the token endpoint. Undefined if it has no token that a header can hold. */
export function decodeTokenResponse(response: HttpResponse): IssuedToken | undefined {
  const body = parseSmallJson(response.body);
  if (!TokenBody.is(body) || !/^[\x21-\x7e]+$/.test(body.access_token)) return undefined;
  return { accessToken: body.access_token, lifetimeSeconds: secondsOf(body.expires_in) };
}

/** Returns a lifetime, which may be sent as a string. Nothing can be read with a token of less than a second. */
function secondsOf(sent: unknown): number {
  const seconds = typeof sent === "string" && /^\d+(\.\d+)?$/.test(sent) ? Number(sent) : sent;
  const isUsable = typeof seconds === "number" && Number.isFinite(seconds) && seconds >= 1;
  return isUsable ? seconds : DEFAULT_LIFETIME_SECONDS;
}
