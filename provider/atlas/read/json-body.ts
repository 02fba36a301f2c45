import { type Redact } from "../client/redact.js";

/** A JSON body, or why it is not JSON. */
export type JsonBody = { readonly ok: true; readonly value: unknown; readonly isRedacted: boolean } | NotJson;

interface NotJson {
  readonly ok: false;
  readonly why: string;
}

/** Most values and escapes of a body. A page of 500 runs has about 10,000; 8 MiB have room for millions, which take gigabytes. */
const MAX_VALUES = 50_000;

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Media types of the API's responses: a version of it, or plain JSON. */
const JSON_MEDIA_TYPE = /^application\/(vnd\.atlas\.\d{4}-\d{2}-\d{2}\+json|json)$/;

/** Whether the `Content-Type` is one of the API's. */
export function isJsonMediaType(contentType: string | undefined): boolean {
  return JSON_MEDIA_TYPE.test((contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "");
}

/**
 * Parses a body: UTF-8 without an error in it, then JSON, not nested deeper than any document of the API by far. It is
 * redacted before it is parsed, so that all that is made of it is free of secrets.
 */
export function parseJsonBody(body: Uint8Array, redact: Redact): JsonBody {
  if (hasMoreValues(body, MAX_VALUES))
    return { ok: false, why: `JSON of more than ${MAX_VALUES} values and escapes` };
  try {
    const sent = withFewEscapes(UTF8.decode(body));
    const text = redact(sent);
    return { ok: true, value: parse(keepFractions(text)), isRedacted: text !== sent };
  } catch (error) {
    // The parser itself knows no limit of depth, but the stack that a look at each field takes is one.
    if (error instanceof RangeError) return { ok: false, why: "JSON nested too deeply" };
    return { ok: false, why: error instanceof SyntaxError ? "not valid JSON" : "not valid UTF-8" };
  }
}

/** An int64 field with a fraction. */
const FRACTION =
  /"(bytesExported|numDocs|totalCount)"\s*:\s*(-?(?:0|[1-9]\d*)\.\d+(?:[eE][+-]?\d+)?)(?=\s*[,}])/g;

/**
 * Makes a text of each int64 with a fraction and more digits than a double holds, which no codec of a number accepts.
 * `JSON.parse` would round 9007199254740991.4 to an integer.
 */
function keepFractions(json: string): string {
  return json.replace(FRACTION, (whole: string, name: string, number: string) =>
    number.length > 16 ? `"${name}":"${number}"` : whole,
  );
}

/** Returns JSON in which ASCII is escaped only if it has to be, so that a secret or a key has one form in it. */
function withFewEscapes(json: string): string {
  if (!json.includes("\\")) return json;
  // Only if it is valid, each escape is in a text: elsewhere the result would be JSON though this is not.
  JSON.parse(json);
  return json.replace(/\\(?:u00([2-7][\da-fA-F])|[^])/g, (escape: string, code: string | undefined) => {
    if (code === undefined) return escape === "\\/" ? "/" : escape;
    return JSON.stringify(String.fromCharCode(parseInt(code, 16))).slice(1, -1);
  });
}

/** Counts what begins a value or an escape, also inside texts: "[", "{", "," and "\\". */
function hasMoreValues(body: Uint8Array, max: number): boolean {
  let count = 0;
  for (let at = 0; at < body.length && count <= max; at++) {
    const byte = body[at];
    if (byte === 0x2c || byte === 0x5b || byte === 0x7b || byte === 0x5c) count += 1;
  }
  return count > max;
}

/** Looks for `__proto__` only in a text that has it: a reviver costs several times as much as parsing. */
function parse(text: string): unknown {
  return text.includes("__proto__") ? JSON.parse(text, withoutPrototype) : JSON.parse(text);
}

/** A copy by assignment, as the codecs make one, would take the value of such a field for its own prototype. */
function withoutPrototype(key: string, value: unknown): unknown {
  return key === "__proto__" ? undefined : value;
}
