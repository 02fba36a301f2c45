import { randomBytes } from "node:crypto";
import { type Kind } from "../local-atlas.js";

/** Credentials of each kind, with characters that differ in JSON, in a URL and in base64. */
export function markedCredentials(): MarkedCredentials {
  const mark = (special: string): string =>
    `${randomBytes(8).toString("hex")}${special}${randomBytes(8).toString("hex")}`;
  return {
    accessToken: mark("+/~.="),
    clientId: `client-${randomBytes(8).toString("hex")}`,
    clientSecret: mark(`"\\+/=&%~`),
    publicKey: `public-${randomBytes(8).toString("hex")}`,
    privateKey: mark(`"\\?/=&%~:`),
  };
}

export interface MarkedCredentials {
  readonly accessToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The credentials that a stack is configured with. */
export const CREDENTIALS: Readonly<Record<Kind, readonly (keyof MarkedCredentials)[]>> = {
  accessToken: ["accessToken"],
  serviceAccount: ["clientId", "clientSecret"],
  apiKey: ["publicKey", "privateKey"],
};

/** Texts that must not leak: the secrets of the credentials, and the tokens that were issued for them. */
export function canaries(
  { accessToken, clientSecret, privateKey }: MarkedCredentials,
  authorizations: readonly string[],
): readonly string[] {
  const sent = authorizations.flatMap((authorization) => {
    const found = /^(?:Bearer|Basic) (.*)$/.exec(authorization)?.[1];
    return found === undefined ? [] : [found];
  });
  return [...new Set([accessToken, clientSecret, privateKey, ...sent])];
}

/** The canaries that are in a text: as they are, or as JSON, a URL or base64 encode them. */
export function leaked(text: string, secrets: readonly string[]): readonly string[] {
  const lower = text.toLowerCase();
  return secrets.filter((secret) => {
    const inBase64 = (["base64", "base64url"] as const).map((encoding) =>
      Buffer.from(secret).toString(encoding).slice(0, -4),
    );
    const inUrl = encodeURIComponent(secret).toLowerCase();
    const plain = [secret, JSON.stringify(secret).slice(1, -1), ...inBase64];
    return lower.includes(inUrl) || plain.some((form) => text.includes(form));
  });
}
