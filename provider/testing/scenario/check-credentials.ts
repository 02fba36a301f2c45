import { listOfDistinct } from "./distinct.js";
import { type LocalAccessToken, type LocalApiKey, type LocalServiceAccount } from "../auth/credentials.js";
import { type LocalAtlasOptions } from "./options.js";
import { hidden, kindOf, listOf, object, optional, required } from "./shape.js";
import { text } from "./values.js";

/** The characters that the provider's configuration accepts in a credential. */
const credential = hidden(
  "printable ASCII characters without white space",
  (found) => typeof found === "string" && /^[\x21-\x7e]+$/.test(found),
  (found) => (typeof found === "string" && found !== "" ? `a string with ${flawOf(found)}` : kindOf(found)),
);

const pem = hidden("a string that is not empty", (found) => typeof found === "string" && found !== "");

const roles = optional(listOf(text));

export const tls = object<NonNullable<LocalAtlasOptions["tls"]>>({ key: required(pem), cert: required(pem) });

export const apiKeys = listOfDistinct<LocalApiKey>(
  object<LocalApiKey>({ publicKey: required(credential), privateKey: required(credential), roles }),
  { keyOf: ({ publicKey }) => publicKey, field: ".publicKey", same: "the same" },
);

export const serviceAccounts = listOfDistinct<LocalServiceAccount>(
  object<LocalServiceAccount>({ clientId: required(credential), clientSecret: required(credential), roles }),
  { keyOf: ({ clientId }) => clientId, field: ".clientId", same: "the same" },
);

export const accessTokens = listOfDistinct<LocalAccessToken>(
  object<LocalAccessToken>({ token: required(credential), roles }),
  { keyOf: ({ token }) => token, field: ".token", same: "the same" },
);

/** Tells the kind of the first character that is not allowed, and nothing else of the credential. */
function flawOf(credential: string): string {
  const character = /[^\x21-\x7e]/u.exec(credential)?.[0] ?? "";
  if (/\s/.test(character)) return "white space";
  return /\p{Cc}/u.test(character) ? "a control character" : "a non-ASCII character";
}
