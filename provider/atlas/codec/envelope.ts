import * as t from "io-ts";

/** Wrapper of a body with the HTTP status, which Atlas adds for `envelope=true`. */
const Envelope = t.type({ status: t.Int, content: t.UnknownRecord });

/** Fields of a run, a list or an error: a body that has one is not an envelope, and its own fields count. */
const isContent = (body: object): boolean =>
  ["_id", "results", "error", "errorCode"].some((name) => name in body);

/**
 * Returns the body without its envelope, and the status of the read. The HTTP status is replaced by that of the
 * envelope only if it is 200, so that an envelope never makes a failure a success.
 */
export function unwrapEnvelope(
  body: unknown,
  status: number,
): { readonly body: unknown; readonly status: number } {
  return Envelope.is(body) && !isContent(body)
    ? { body: body.content, status: status === 200 ? body.status : status }
    : { body, status };
}
