/** Length of the shortest secret that is redacted: Atlas has none that is shorter, and any body may hold one. */
const SHORTEST_SECRET = 6;

/** Replaces the secrets in a text, in the forms in which a server or a proxy could echo them. */
export function redact(text: string, secrets: readonly string[]): string {
  return redactor(secrets)(text);
}

/** Redacts every key and text of a parsed JSON value, of any depth, in place. */
export function redactJson(value: unknown, secrets: readonly string[]): unknown {
  const redactText = redactor(secrets);
  if (typeof value === "string") return redactText(value);
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    for (const [key, child] of Object.entries(next)) {
      const kept = typeof child === "string" ? redactText(child) : (child as unknown);
      if (Array.isArray(next)) next[Number(key)] = kept;
      else setField(next, key, redactText(key), kept);
      open.push(kept);
    }
  }
  return value;
}

function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(formsOf));
  // The longest first: a secret may begin with another one.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  return (text) => ordered.reduce((redacted, form) => redacted.replaceAll(form, "[redacted]"), text);
}

/** Returns a secret as it is, and as JSON, base64 and URLs encode it. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, json, bytes.toString("base64"), bytes.toString("base64url")].flatMap(urlForms);
}

/** Returns a text as it is, and encoded for a path and for a form, with upper and lower case digits. */
function urlForms(text: string): readonly string[] {
  const encoded = [encodeURIComponent(text), new URLSearchParams({ "": text }).toString().slice(1)];
  return [text, ...encoded, ...encoded.map((form) => form.replace(/%../g, (code) => code.toLowerCase()))];
}

/** Defines a field: an assignment to `__proto__` would set the prototype. */
function setField(object: object, oldKey: string, key: string, value: unknown): void {
  if (key !== oldKey) Reflect.deleteProperty(object, oldKey);
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}
