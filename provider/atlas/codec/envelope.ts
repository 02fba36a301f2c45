import * as t from "io-ts";

/** Wrapper of a body with the HTTP status, which Atlas adds for `envelope=true`. */
const Envelope = t.type({ status: t.Int, content: t.UnknownRecord });

/** A run or a list, which may get fields of these names one day: its own fields count, not those of its `content`. */
const isContent = (body: object): boolean => "_id" in body || "results" in body;

/**
 * Returns the body without its envelope, and the status of the read. The HTTP status is replaced by that of the
 * envelope only if it is 200, so that an envelope never makes a failure a success.
 */
export function unwrapEnvelope(
  body: unknown,
  status: number,
): { readonly body: unknown; readonly status: number } {
  // An error body has no `content`, so that it is not taken for an envelope.
  return Envelope.is(body) && !isContent(body)
    ? { body: body.content, status: status === 200 ? body.status : status }
    : { body, status };
}
