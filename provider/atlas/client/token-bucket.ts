import { decodeApiError } from "../codec/api-error.js";
import { parseSmallJson } from "../http/small-json.js";
import { type HttpResponse } from "../http/types.js";

/** The token bucket that a 429 of Atlas describes. */
export interface TokenBucket {
  /** Time until the next token, in milliseconds. */
  readonly retryMs: number;
  /** Time in which one token is added on average, in milliseconds. */
  readonly intervalMs: number;
}

/**
 * Reads the bucket from the body of a 429, if it has one: the parameters of `RATE_LIMITED_TOKEN_BUCKET` are the path,
 * the seconds until the next token, the capacity, the tokens of one refill, and the seconds between two refills.
 */
export function bucketOf(response: HttpResponse): TokenBucket | undefined {
  const [, retry = NaN, , refill, period] = parametersOf(response);
  if (!(retry >= 0 && retry < Infinity)) return undefined;
  const intervalMs = ((period ?? 0) * 1000) / (refill ?? 1);
  return { retryMs: retry * 1000, intervalMs: Number.isFinite(intervalMs) ? Math.max(0, intervalMs) : 0 };
}

function parametersOf({ body }: HttpResponse): readonly number[] {
  const { errorCode, parameters = [] } = decodeApiError(parseSmallJson(body));
  // `Number` throws for an object whose `toString` is no function.
  const numbers = parameters.map((value) => (typeof value === "object" ? NaN : Number(value)));
  return errorCode === "RATE_LIMITED_TOKEN_BUCKET" ? numbers : [];
}
