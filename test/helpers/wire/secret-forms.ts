/** The forms in which a secret could show up: as it is, or encoded for base64, a URL, a form or JSON. */
export function secretForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // Everything but base64 leaves the letters and digits at the beginning as they are.
  const stem = /^[\w-]+/.exec(secret)?.[0] ?? secret;
  return [stem, bytes.toString("base64"), bytes.toString("base64url"), encodeURIComponent(secret)];
}

/** What an `Authorization` header holds that is as good as the secret itself. */
export function sentSecret(authorization: string | undefined): readonly string[] {
  const [, sent] = /^(?:Bearer|Basic) (.+)$/.exec(authorization ?? "") ?? [];
  return sent === undefined ? [] : [sent];
}
