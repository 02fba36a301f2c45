/** Length of the shortest secret that is redacted: Atlas has none that is shorter, and any body may hold one. */
const SHORTEST_SECRET = 6;

const MARK = "[redacted]";

/**
 * Returns a function that redacts secrets in a text: in each form in which a server or a proxy could echo them, in a header
 * or in the text of a body.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets.filter(({ length }) => length >= SHORTEST_SECRET).flatMap(formsOf);
  // The longest first: one secret may begin with another, and base64 begins with base64url.
  forms.sort((one, other) => other.length - one.length);
  return (text) => forms.reduce((clean, form) => clean.replaceAll(form, MARK), text);
}

/**
 * Returns a secret as it is and in base64; both encoded for a URL or a form as well; and each in a text of JSON, also if that
 * is itself in a text of JSON.
 */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const texts = [secret, bytes.toString("base64"), bytes.toString("base64url")];
  const encoded = [...texts, ...texts.flatMap(inUrls)];
  const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
  return [...new Set(encoded.flatMap((text) => [text, inJson(text), inJson(inJson(text))]))];
}

function inUrls(text: string): readonly string[] {
  const url = encodeURIComponent(text);
  const form = url.replace(/[!'()~]/g, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`);
  return [url, form].flatMap((upper) => [upper, upper.replace(/%../g, (code) => code.toLowerCase())]);
}
