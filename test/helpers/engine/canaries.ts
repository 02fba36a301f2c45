import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

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

/** The secrets that are in a text: as they are, or as JSON, a URL or base64 encode them. */
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

/** The path and the text of every file of an isolated run: the state with its history and backups, logs, and what the CLI keeps at home. */
export function filesIn(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => [path, readFileSync(path, "latin1")]);
}
