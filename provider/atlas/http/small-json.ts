/** Largest body that is parsed, in bytes. A token of Atlas, or its error, has less than 4 KiB. */
const MAX_BODY_BYTES = 64 * 1024;

/** Parses the body of a token or of an error, which is small. Undefined if it is larger than 64 KiB, or not JSON. */
export function parseSmallJson(body: Uint8Array): unknown {
  if (body.length > MAX_BODY_BYTES) return undefined;
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}
