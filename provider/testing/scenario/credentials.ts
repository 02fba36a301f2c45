import * as t from "io-ts";
import { type LocalAccessToken, type LocalApiKey, type LocalServiceAccount } from "../auth/credentials.js";
import { listOf, listOfDistinct, object, where } from "./codecs.js";
import { kindOf } from "./problems.js";
import { text } from "./values.js";

/** The characters that the provider's configuration accepts in a credential. No message shows one. */
const credential = where(
  t.string,
  "printable ASCII characters without white space",
  (found) => /^[\x21-\x7e]+$/.test(found),
  (found) => {
    const [character] = /[^\x21-\x7e]/u.exec(typeof found === "string" ? found : "") ?? [];
    if (character === undefined) return kindOf(found);
    if (/\s/.test(character)) return "a string with white space";
    return `a string with a ${/\p{Cc}/u.test(character) ? "control" : "non-ASCII"} character`;
  },
);

const pem = where(t.string, "a string that is not empty", (found) => found !== "", kindOf);

const roles = listOf(text);

export const apiKeys = listOfDistinct(
  object<LocalApiKey>({ publicKey: credential, privateKey: credential }, { roles }),
  "publicKey",
);

export const serviceAccounts = listOfDistinct(
  object<LocalServiceAccount>({ clientId: credential, clientSecret: credential }, { roles }),
  "clientId",
);

export const accessTokens = listOfDistinct(
  object<LocalAccessToken>({ token: credential }, { roles }),
  "token",
);

export const tls = object<{ readonly key: string; readonly cert: string }>({ key: pem, cert: pem }, {});
