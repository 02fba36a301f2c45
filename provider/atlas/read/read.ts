import { type Outcome } from "../http/retry-policy.js";
import { reasonText } from "../../errors/index.js";
import { type Caller } from "./caller.js";
import { interpret, type Question } from "./interpret.js";

/** Shorter pauses before a retry are not worth a line. Milliseconds. */
const WORTH_A_LINE = 2_000;

/**
 * Asks Atlas one question: the one way of every read.
 *
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError, or the reason of the caller's signal
 */
export async function read<T>(
  { client, reporter, signal }: Caller,
  path: string,
  question: Question<T>,
): Promise<T> {
  const onPause = (outcome: Outcome, attempt: number, pause: number): void => {
    if (pause < WORTH_A_LINE) return;
    reporter.info(
      `${question.what}: try ${attempt} failed (${brief(outcome)}), next one in ${(pause / 1000).toFixed(1)} s`,
    );
  };
  const result = await client.get(path, { onPause, signal });
  return interpret(question, result, {
    baseUrl: client.baseUrl,
    retryTimeoutSeconds: client.retryTimeoutSeconds,
    secrets: () => client.secrets(),
    warn: reporter.warn,
  });
}

function brief(outcome: Outcome): string {
  if ("answer" in outcome) return `status ${outcome.answer.status}`;
  return reasonText(outcome.error);
}
