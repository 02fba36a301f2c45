import { faults } from "./check-faults.js";
import { runs } from "./check-runs.js";
import {
  type LocalAccessToken,
  type LocalApiKey,
  type LocalAtlasOptions,
  type LocalServiceAccount,
} from "./options.js";
import { listOf, object, optional, required } from "./shape.js";
import { credential, name, seconds, text, wholeNumber } from "./values.js";

const roles = optional(listOf(text));

const options = object<LocalAtlasOptions>({
  port: optional(wholeNumber(0, 65_535)),
  tls: optional(
    object<NonNullable<LocalAtlasOptions["tls"]>>({ key: required(credential), cert: required(credential) }),
  ),
  runs: optional(runs),
  apiKeys: optional(
    listOf(object<LocalApiKey>({ publicKey: required(name), privateKey: required(credential), roles })),
  ),
  serviceAccounts: optional(
    listOf(
      object<LocalServiceAccount>({ clientId: required(name), clientSecret: required(credential), roles }),
    ),
  ),
  accessTokens: optional(listOf(object<LocalAccessToken>({ token: required(credential), roles }))),
  faults: optional(faults),
  nonceLifetimeSeconds: optional(seconds),
  tokenLifetimeSeconds: optional(seconds),
  maxLiveTokens: optional(wholeNumber(0)),
});

/**
 * Throws a TypeError for the first field that is unknown or wrong, such as `runs[0].transitions[1].afterSeconds must be
 * a number of at least 0, got "soon"`. No credential is in a message.
 */
export function checkScenario(scenario: unknown): asserts scenario is LocalAtlasOptions {
  options(scenario, "the scenario");
}
