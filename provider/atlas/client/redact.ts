/** Shorter text is no credential of Atlas, and would be found in any body by chance. */
const SHORTEST_SECRET = 6;

/** The text without the secrets, in the forms in which a server or a proxy could echo them. */
export function redact(text: string, secrets: readonly string[]): string {
  return redactor(secrets)(text);
}

/** The same for every key and text of a parsed JSON value, which is changed in place, however deep it is. */
export function redactJson(value: unknown, secrets: readonly string[]): unknown {
  const clean = redactor(secrets);
  if (typeof value === "string") return clean(value);
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    for (const [key, child] of Object.entries(next)) {
      const kept = typeof child === "string" ? clean(child) : (child as unknown);
      if (Array.isArray(next)) next[Number(key)] = kept;
      else setField(next, key, clean(key), kept);
      open.push(kept);
    }
  }
  return value;
}

function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(formsOf));
  // The longest first: a secret may begin with another one.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((clean, form) => clean.replaceAll(form, "[redacted]"), text);
}

function formsOf(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, ...base64Forms(secret)].flatMap((form) => [form, ...urlForms(form)]);
}

/** As in a path, as in a form, and with the digits of either in lower case. */
function urlForms(text: string): readonly string[] {
  // Most secrets have nothing to encode, and there can be hundreds.
  if (/^[\w.*-]*$/.test(text)) return [];
  const forms = [encodeURIComponent(text), new URLSearchParams({ "": text }).toString().slice(1)];
  return [...forms, ...forms.map((form) => form.replace(/%../g, (code) => code.toLowerCase()))];
}

/** In base64, alone or in a longer text: there three bytes make four characters, wherever the first of them is. */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const inner = [0, 1, 2]
    .map((from) => bytes.subarray(from, bytes.length - ((bytes.length - from) % 3)))
    .filter(({ length }) => length >= SHORTEST_SECRET);
  const unpadded = [bytes, ...inner].flatMap((part) => [
    part.toString("base64").replace(/=+$/, ""),
    part.toString("base64url"),
  ]);
  return [bytes.toString("base64"), ...unpadded];
}

/** Sets a field by its definition: an assignment to `__proto__` would be something else. */
function setField(object: object, oldKey: string, key: string, value: unknown): void {
  if (key !== oldKey) Reflect.deleteProperty(object, oldKey);
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}
