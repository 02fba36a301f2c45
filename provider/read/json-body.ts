/** A JSON body, or why it is none. */
export type JsonBody =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

/** Media types of the API's answers: a version of it, or plain JSON. */
const JSON_MEDIA_TYPE = /^application\/(vnd\.atlas\.\d{4}-\d{2}-\d{2}\+json|json)$/;

/** Whether the `Content-Type` is one of the API's. */
export function isJsonMediaType(contentType: string | undefined): boolean {
  return JSON_MEDIA_TYPE.test((contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "");
}

/** Parses a body: UTF-8 without an error in it, then JSON. */
export function parseJsonBody(body: Uint8Array): JsonBody {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as unknown };
  } catch (error) {
    return { ok: false, why: error instanceof SyntaxError ? "not valid JSON" : "not valid UTF-8" };
  }
}
