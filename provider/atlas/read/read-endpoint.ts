import { type Outcome } from "../http/retry-policy.js";
import { reasonText } from "../../errors/index.js";
import { type ReadContext } from "./read-context.js";
import { decodeResponse, type Endpoint } from "./decode-response.js";

/** Shorter pauses before a retry are not worth a line. Milliseconds. */
const WORTH_A_LINE = 2_000;

/**
 * Asks Atlas one question: the one way of every read.
 *
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError, or the reason of the caller's signal
 */
export async function readEndpoint<T>(
  { client, reporter, signal }: ReadContext,
  path: string,
  endpoint: Endpoint<T>,
): Promise<T> {
  const onRetry = (outcome: Outcome, attempt: number, delay: number): void => {
    if (delay < WORTH_A_LINE) return;
    reporter.info(
      `${endpoint.label}: try ${attempt} failed (${brief(outcome)}), next one in ${(delay / 1000).toFixed(1)} s`,
    );
  };
  const result = await client.get(path, { onRetry, signal });
  return decodeResponse(endpoint, result, {
    baseUrl: client.baseUrl,
    retryTimeoutSeconds: client.retryTimeoutSeconds,
    secrets: () => client.secrets(),
    warn: reporter.warn,
  });
}

function brief(outcome: Outcome): string {
  if ("response" in outcome) return `status ${outcome.response.status}`;
  return reasonText(outcome.error);
}
