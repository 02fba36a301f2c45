import { type AtlasClient, type Outcome } from "../client/index.js";
import { describeRun, runPath, type RunRef } from "../run-ref.js";
import { interpretRun } from "./interpret.js";
import { type RunFields } from "./run-fields.js";

/** Where a read says what it has to say besides its result: one line each. */
export interface Reporter {
  readonly info: (line: string) => void;
  readonly warn: (line: string) => void;
}

/** Shorter pauses before a retry are not worth a line. Milliseconds. */
const WORTH_A_LINE = 2_000;

/**
 * Reads one run: the one way that the resource and the functions share.
 *
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError
 */
export async function readRun(client: AtlasClient, ref: RunRef, reporter: Reporter): Promise<RunFields> {
  const what = describeRun(ref);
  const onPause = (outcome: Outcome, attempt: number, pause: number): void => {
    if (pause < WORTH_A_LINE) return;
    reporter.info(
      `${what}: try ${attempt} failed (${brief(outcome)}), next one in ${(pause / 1000).toFixed(1)} s`,
    );
  };
  const result = await client.get(runPath(ref), onPause);
  return interpretRun(ref, result, {
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
