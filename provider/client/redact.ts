/** Shorter text is no credential of Atlas, and would be found in any body by chance. */
const SHORTEST_SECRET = 6;

/** The text without the secrets, in the forms in which a server or a proxy could echo them. */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]);
  // The longest first: a secret may begin with another one.
  forms.sort((a, b) => b.length - a.length);
  return [...new Set(forms)].reduce((clean, form) => clean.replaceAll(form, "[redacted]"), text);
}
