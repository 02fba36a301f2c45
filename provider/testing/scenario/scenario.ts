import * as t from "io-ts";
import { accessTokens, apiKeys, serviceAccounts, tls } from "./credentials.js";
import { object, where } from "./codecs.js";
import { faults } from "./faults.js";
import { type RateLimit } from "../http/rate-limit.js";
import { type LocalAtlasOptions } from "./options.js";
import { runs } from "./runs.js";
import { positiveSeconds, seconds, text, wholeNumber } from "./values.js";

const rateLimit = object<RateLimit>(
  { capacity: wholeNumber(1), refill: wholeNumber(1), periodSeconds: positiveSeconds },
  {},
);

/** The options of a start, as `startLocalAtlas()` and the scenario file take them. `schema.json` says the same to editors. */
export const scenario = object<LocalAtlasOptions>(
  {},
  {
    port: wholeNumber(0, 65_535),
    tls,
    runs,
    apiKeys,
    serviceAccounts,
    accessTokens,
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
