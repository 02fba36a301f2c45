import * as t from "io-ts";

/** What `envelope=true` wraps around every body: the HTTP status, for clients that cannot see it. */
const Envelope = t.type({ status: t.Int, content: t.UnknownRecord });

/**
 * The body without its envelope, if it has one, and the status that counts: that of HTTP where it is an error, the
 * envelope's where HTTP says 200. An envelope never makes a success of a failure.
 */
export function unwrapEnvelope(
  body: unknown,
  status: number,
): { readonly body: unknown; readonly status: number } {
  // A run has neither field and an error body lacks `content`, so nothing bare looks like an envelope.
  return Envelope.is(body)
    ? { body: body.content, status: status === 200 ? body.status : status }
    : { body, status };
}
