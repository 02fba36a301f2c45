import { accessTokens, apiKeys, serviceAccounts, tls } from "./check-credentials.js";
import { faults } from "./check-faults.js";
import { runs } from "./check-runs.js";
import { type LocalAtlasOptions } from "./options.js";
import { object, optional } from "./shape.js";
import { seconds, wholeNumber } from "./values.js";

const options = object<LocalAtlasOptions>({
  port: optional(wholeNumber(0, 65_535)),
  tls: optional(tls),
  runs: optional(runs),
  apiKeys: optional(apiKeys),
  serviceAccounts: optional(serviceAccounts),
  accessTokens: optional(accessTokens),
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
