import * as t from "io-ts";
import {
  type LocalAccessToken,
  type LocalApiKey,
  type LocalServiceAccount,
} from "../auth/known-credentials.js";
import { type RateLimit } from "../http/token-bucket.js";
import { kindOf, listOf, object, where } from "./codecs.js";
import { faults } from "./faults.js";
import { type LocalAtlasOptions } from "./options.js";
import { runs } from "./runs.js";
import { positiveSeconds, seconds, text, wholeNumber } from "./values.js";

/** The characters that the provider's configuration accepts in a credential. No message shows one. */
const credential = where(
  t.string,
  "printable ASCII characters without white space",
  (found) => /^[\x21-\x7e]+$/.test(found),
  kindOf,
);

const pem = where(t.string, "a string that is not empty", (found) => found !== "", kindOf);

const roles = listOf(text);

const rateLimit = object<RateLimit>(
  { capacity: wholeNumber(1), refill: wholeNumber(1), periodSeconds: positiveSeconds },
  {},
);

/** The options of a start, as `startLocalAtlas()` and the scenario file take them. `schema.json` says the same to editors. */
export const scenario = object<LocalAtlasOptions>(
  {},
  {
    port: wholeNumber(0, 65_535),
    tls: object<NonNullable<LocalAtlasOptions["tls"]>>({ key: pem, cert: pem }, {}),
    runs,
    apiKeys: listOf(
      object<LocalApiKey>({ publicKey: credential, privateKey: credential }, { roles }),
      "publicKey",
    ),
    serviceAccounts: listOf(
      object<LocalServiceAccount>({ clientId: credential, clientSecret: credential }, { roles }),
      "clientId",
    ),
    accessTokens: listOf(object<LocalAccessToken>({ token: credential }, { roles }), "token"),
    faults,
    nonceLifetimeSeconds: seconds,
    tokenLifetimeSeconds: seconds,
    maxLiveTokens: wholeNumber(0),
    rateLimit,
    tokenRateLimit: rateLimit,
    deprecated: where(t.boolean, "true or false", () => true),
    $schema: text,
  },
);
