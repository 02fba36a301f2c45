/** The forms in which a secret could show up: as it is, or encoded for base64, a URL, a form or JSON. */
export function secretForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // Everything but base64 leaves the letters and digits at the beginning as they are.
  const stem = /^[\w-]+/.exec(secret)?.[0] ?? secret;
  return [
    stem,
    bytes.toString("base64"),
    bytes.toString("base64url"),
    encodeURIComponent(secret),
    escaped(secret, (code) => `%${code.toString(16)}`),
    escaped(secret, (code) => `&#${code};`),
  ];
}

/** A secret in which each character is escaped. */
export function escaped(secret: string, escape: (code: number) => string): string {
  return Array.from(secret, (unit) => escape(unit.charCodeAt(0))).join("");
}

/** What an `Authorization` header holds that is as good as the secret itself. */
export function sentSecret(authorization: string | undefined): readonly string[] {
  const [, sent] = /^(?:Bearer|Basic) (.+)$/.exec(authorization ?? "") ?? [];
  return sent === undefined ? [] : [sent];
}
