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
  const forms = secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(formsOf);
  // The longest first: a secret may begin with another one.
  forms.sort((a, b) => b.length - a.length);
  const distinct = [...new Set(forms)];
  return (text) => distinct.reduce((clean, form) => clean.replaceAll(form, "[redacted]"), text);
}

function formsOf(secret: string): readonly string[] {
  const inForm = new URLSearchParams({ "": secret }).toString().slice(1);
  const inJson = JSON.stringify(secret).slice(1, -1);
  return [secret, inJson, encodeURIComponent(secret), inForm, Buffer.from(secret).toString("base64")];
}

/** Sets a field by its definition: an assignment to `__proto__` would be something else. */
function setField(object: object, oldKey: string, key: string, value: unknown): void {
  if (key !== oldKey) Reflect.deleteProperty(object, oldKey);
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}
