import { type AccessTokens } from "./access-tokens.js";

/** What a request signs in with, whether or not it is let in; "unknown" is a token or a scheme that is not known here. */
export type CredentialsKind = "accessToken" | "serviceAccount" | "apiKey" | "none" | "unknown";

/** What an `Authorization` header holds. A token that was issued tells of its service account while it is valid. */
export function credentialsKind(authorization: string | undefined, tokens: AccessTokens): CredentialsKind {
  const [, scheme = "", rest = ""] = /^(\S+) *(\S*)/.exec(authorization ?? "") ?? [];
  switch (scheme.toLowerCase()) {
    case "":
      return "none";
    case "digest":
      return "apiKey";
    case "basic":
      return "serviceAccount";
    case "bearer":
      return tokens.kindOf(rest) ?? "unknown";
    default:
      return "unknown";
  }
}
