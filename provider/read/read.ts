import { type AtlasClient, type Outcome } from "../client/index.js";
import { interpret, type Question } from "./interpret.js";

/** Where a read says what it has to say besides its result: one line each. */
export interface Reporter {
  readonly info: (line: string) => void;
  readonly warn: (line: string) => void;
}

/** Shorter pauses before a retry are not worth a line. Milliseconds. */
const WORTH_A_LINE = 2_000;

/**
 * Asks Atlas one question: the one way of every read.
 *
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError
 */
export async function read<T>(
  client: AtlasClient,
  path: string,
  question: Question<T>,
  reporter: Reporter,
): Promise<T> {
  const onPause = (outcome: Outcome, attempt: number, pause: number): void => {
    if (pause < WORTH_A_LINE) return;
    reporter.info(
      `${question.what}: try ${attempt} failed (${brief(outcome)}), next one in ${(pause / 1000).toFixed(1)} s`,
    );
  };
  const result = await client.get(path, onPause);
  return interpret(question, result, {
    baseUrl: client.baseUrl,
    retryTimeoutSeconds: client.retryTimeoutSeconds,
    secrets: () => client.secrets(),
    warn: reporter.warn,
  });
}

function brief(outcome: Outcome): string {
  if ("answer" in outcome) return `status ${outcome.answer.status}`;
  return outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
}
