import { left, right, type Either } from "fp-ts/lib/Either.js";
import * as t from "io-ts";

/** A body that is JSON, and whether it had a secret. */
interface Json {
  readonly value: unknown;
  readonly isRedacted: boolean;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Media types of the API's responses: a version of it, or plain JSON. */
const JSON_MEDIA_TYPE = /^application\/(vnd\.atlas\.\d{4}-\d{2}-\d{2}\+json|json)$/;

/** Whether the `Content-Type` is one of the API's. */
export function isJsonMediaType(contentType: string | undefined): boolean {
  return JSON_MEDIA_TYPE.test((contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "");
}

/**
 * Parses a body: UTF-8 without an error in it, then JSON, not nested deeper than any document of the API by far. Secrets
 * are redacted in the text of the parsed value, where each character has one form.
 *
 * @returns The JSON, or why the body is not JSON.
 */
export function parseJsonBody(body: Uint8Array, redact: (text: string) => string): Either<string, Json> {
  try {
    const value: unknown = JSON.parse(UTF8.decode(body));
    const text = JSON.stringify(value);
    const clean = redact(text);
    if (clean === text) return right({ value, isRedacted: false });
    return right({ value: JSON.parse(clean) as unknown, isRedacted: true });
  } catch (error) {
    // The parser itself knows no limit of depth, but the stack of the writer is one.
    if (error instanceof RangeError) return left("JSON nested too deeply");
    return left(error instanceof SyntaxError ? "not valid JSON" : "not valid UTF-8");
  }
}

/** Largest small body, in bytes. A token of Atlas, or its error, has less than 4 KiB. */
const MAX_SMALL_BYTES = 64 * 1024;

/** Parses the body of a token or of an error, which is small. Undefined if it is larger than 64 KiB, or not JSON. */
export function parseSmallJson(body: Uint8Array): unknown {
  if (body.length > MAX_SMALL_BYTES) return undefined;
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}

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
