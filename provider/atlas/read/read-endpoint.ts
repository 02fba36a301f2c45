import { type GetOptions } from "../client/client.js";
import { RetryError } from "../client/retry.js";
import { deprecationWarning } from "./deprecation.js";
import { decodeResponse, type Endpoint } from "./decode-response.js";
import { type ReadContext } from "./read-context.js";
import { networkError } from "./read-error.js";

/** Shortest delay before a retry that is reported, in milliseconds. */
const MIN_REPORTED_DELAY = 2_000;

/**
 * Reads an endpoint of the API: every read goes through here.
 *
 * @returns The decoded body.
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError, or the reason of the caller's signal
 */
export async function readEndpoint<T>(
  { client, reporter, signal }: ReadContext,
  path: string,
  endpoint: Endpoint<T>,
): Promise<T> {
  const report = (why: string, delay: number, what = ""): void => {
    if (delay < MIN_REPORTED_DELAY) return;
    reporter.info(`${why}, next attempt in ${(delay / 1000).toFixed(1)} s${what}`);
  };
  const options: GetOptions = {
    signal,
    onRetry: (reason, attempt, delay) => {
      report(`${reason} in attempt ${attempt}`, delay, `: ${endpoint.label.join("")}`);
    },
    onHold: ({ done, total }, delay) => {
      report(`rate limit of Atlas: ${done} of ${total} reads done`, delay);
    },
  };
  const result = await client.get(path, options).catch((error: unknown) => {
    if (!(error instanceof RetryError)) throw error;
    const { attempts, elapsedSeconds, cause } = error;
    throw networkError({ ...endpoint, client, attempts, elapsedSeconds }, cause);
  });
  const deprecation = deprecationWarning(result.response);
  if (deprecation !== undefined && client.showDeprecation) reporter.warnOnce(deprecation);
  return decodeResponse(endpoint, result, client, reporter.warn);
}
