/** Length of the shortest secret that is redacted: Atlas has none that is shorter, and any body may hold one. */
const SHORTEST_SECRET = 6;
/** Longest part of a text that is kept, in characters: a body may have megabytes, and a message shows 300 characters. */
const LONGEST_TEXT = 2_000;
/** Most characters and values that are kept of a JSON value. An error body of Atlas has a few hundred. */
const LARGEST_JSON = 10_000;

const MARK = "[redacted]";

/** A character of ASCII as URLs, HTML and JSON encode it. */
const ESCAPE =
  /(?:%|\\u00)([\da-f]{2})|&#x0*([\da-f]{2});|&#0*(\d{2,3});|&(amp|lt|gt|quot|apos);|\\(["\\/])/iy;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
/** Line breaks with the blanks around them, with which long lines are folded. */
const LINE_BREAKS = /(?:\s{0,9}(?:[\r\n]|%0[ad]|\\[nr])\s*)+/iy;
/** The beginning of an encoded character or of a line break, which a cut may leave, and half of a surrogate pair. */
const CUT_END = /(?:\s+|%.?|&#?\w*|\\u?\w{0,3}|[\ud800-\udbff])$/;

/** Returns the beginning of a text without secrets, and without a part of a secret at its end. */
export type Redact = (text: string) => string;

/** Finds secrets in every form in which a server or a proxy could echo them. Asks for them with the first text. */
export function redactor(secrets: () => readonly string[]): Redact {
  let forms: readonly string[] | undefined;
  return (text) => redact(text, (forms ??= formsOf(secrets())));
}

/** Returns a redacted copy of a parsed JSON value, keys too. The deepest values are left out if there are too many. */
export function redactJson(value: unknown, redactText: Redact): unknown {
  let left = LARGEST_JSON;
  const text = (original: string): string => {
    const redacted = redactText(original);
    left -= redacted.length;
    return redacted;
  };
  const open: (readonly [object, object])[] = [];
  const copy = (original: unknown): unknown => {
    left -= 1;
    if (typeof original === "string") return text(original);
    if (typeof original !== "object" || original === null) return original;
    const begun = Array.isArray(original) ? [] : {};
    open.push([original, begun]);
    return begun;
  };
  const whole = copy(value);
  for (const [original, begun] of open) {
    for (const [key, child] of Object.entries(original)) {
      if (left <= 0) return whole;
      // An assignment to `__proto__` would set the prototype.
      const field = { value: copy(child), enumerable: true, writable: true, configurable: true };
      Object.defineProperty(begun, text(key), field);
    }
  }
  return whole;
}

function redact(text: string, forms: readonly string[]): string {
  const cut = text.length > LONGEST_TEXT;
  const kept = cut ? text.slice(0, LONGEST_TEXT).replace(CUT_END, "") : text;
  let redacted = "";
  let from = 0;
  for (let at = 0; at < kept.length; at++) {
    const end = Math.max(...forms.map((form) => endOf(form, kept, at, cut)));
    if (end === Infinity) return `${redacted}${kept.slice(from, at)}…`;
    if (end <= at) continue;
    redacted += kept.slice(from, at) + MARK;
    from = end;
    at = end - 1;
  }
  return redacted + kept.slice(from) + (cut ? "…" : "");
}

/** Returns where a form ends that begins there: 0 if none does, and Infinity if the cut has removed its end. */
function endOf(form: string, text: string, start: number, cut: boolean): number {
  if (text.startsWith(form, start)) return start + form.length;
  let at = start;
  for (const unit of form) {
    if (at > start) at += matchAt(LINE_BREAKS, text, at)?.[0].length ?? 0;
    if (at === text.length) return cut ? Infinity : 0;
    const escape = "%&\\".includes(text.charAt(at)) ? matchAt(ESCAPE, text, at) : null;
    if (escape && decode(escape) === unit) at += escape[0].length;
    else if (text[at] === unit) at += 1;
    else return 0;
  }
  return at;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Returns the character that is encoded. */
function decode([, url, html, decimal, name, character]: RegExpExecArray): string | undefined {
  const hexadecimal = url ?? html;
  if (hexadecimal !== undefined) return String.fromCharCode(parseInt(hexadecimal, 16));
  if (decimal !== undefined) return String.fromCharCode(Number(decimal));
  return name === undefined ? character : ENTITIES[name.toLowerCase()];
}

/** Returns the secrets as they are, in JSON and in base64. Credentials are in ASCII. */
function formsOf(secrets: readonly string[]): readonly string[] {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => {
      const [json, bytes] = [JSON.stringify(secret).slice(1, -1), Buffer.from(secret)];
      return [...new Set([secret, json, bytes.toString("base64"), bytes.toString("base64url")])];
    });
}
