import { type LocalServiceAccount } from "./credentials.js";
import { equalSecrets } from "./secrets.js";

/** The service account that an `Authorization: Basic` header proves to be; undefined if it proves none. */
export function authenticateClient(
  authorization: string | undefined,
  accounts: readonly LocalServiceAccount[],
): LocalServiceAccount | undefined {
  const encoded = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization ?? "")?.[1];
  const [, id, secret] = /^([^:]*):([^]*)$/.exec(Buffer.from(encoded ?? "", "base64").toString("utf8")) ?? [];
  const clientId = formDecoded(id);
  const clientSecret = formDecoded(secret);
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const account = accounts.find((known) => known.clientId === clientId);
  const matches = equalSecrets(account?.clientSecret ?? "", clientSecret);
  return matches ? account : undefined;
}

/** RFC 6749, section 2.3.1: id and secret are form-encoded before they are joined. */
function formDecoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
