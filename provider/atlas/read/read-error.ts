import { type AtlasClient } from "../client/client.js";
import { type RetryResult } from "../client/retry.js";
import { DEFAULT_BASE_URL } from "../../config/base-url.js";
import {
  AtlasContentError,
  AtlasError,
  AtlasNetworkError,
  changeMessage,
  oneLine,
  reasonText,
} from "../../errors/index.js";
import { TransportError } from "../http/transport-error.js";

/** The name of what is read: the run or the pipeline, and the words before and after it, such as `the runs of `. */
type Label = readonly [before: string, subject: string, after: string];

/** A read that failed: all that a message tells of it, besides what happened. */
export interface FailedRead extends Pick<RetryResult, "attempts" | "elapsedSeconds"> {
  readonly label: Label;
  /** What to check after a 404, which says that the subject does not exist. */
  readonly notFoundAdvice: string;
  /** Delay before the next attempt, in seconds, if that would have ended after the deadline. */
  readonly dueDelaySeconds?: RetryResult["dueDelaySeconds"];
  readonly client: Pick<AtlasClient, "baseUrl" | "credentials" | "retryTimeoutSeconds" | "settingName">;
}

/** Makes an error name what was read, and advice. Its message so far is what happened. Returns the same error. */
export function reading<E extends AtlasError>(
  [before, subject, after]: Label,
  error: E,
  ...advice: readonly string[]
): E {
  return changeMessage(error, ({ problem }) => ({
    problem: `${problem}, reading ${before}`,
    subject,
    detail: after,
    advice,
  }));
}

/** Makes the error for a response of status 200 that is not what was asked for. */
export function unexpectedContent(label: Label, problem: string, advice: string): AtlasContentError {
  return reading(label, new AtlasContentError("UNEXPECTED_CONTENT", problem, { status: 200 }), advice);
}

/** Makes the error for a read without a complete response, from the cause of the RetryError. */
export function networkError(read: FailedRead, cause: unknown): AtlasError {
  const { label, client } = read;
  if (cause instanceof AtlasError) return cause;
  if (!(cause instanceof TransportError)) {
    // Not a failure of the network, but of this package or of its installation.
    const options = { cause, retryable: false };
    return reading(label, new AtlasNetworkError("NETWORK", oneLine(reasonText(cause)), options));
  }
  const { kind, message } = cause;
  const advice = cause.advice ?? networkAdvice(client)[kind];
  if (kind === "too-large") {
    return reading(label, new AtlasContentError("UNEXPECTED_CONTENT", message, { cause }), advice);
  }
  const problem = `no response from ${client.baseUrl}${describeAttempts(read)}: ${message}`;
  const code = kind === "network" || kind === "no-local-server" ? "NETWORK" : "TIMEOUT";
  const options = { cause: cause.cause, retryable: code === "TIMEOUT" || cause.retryable };
  return reading(label, new AtlasNetworkError(code, problem, options), advice);
}

function networkAdvice(client: FailedRead["client"]): Readonly<Record<TransportError["kind"], string>> {
  const limit = client.settingName("retryTimeoutSeconds");
  const url = client.settingName("baseUrl");
  const access = "Check network access to Atlas (proxy, firewall)";
  return {
    timeout: `The limit is ${client.settingName("requestTimeoutSeconds")}. ${access}`,
    deadline: `The limit is ${limit}. ${access}`,
    held: `Raise ${limit}, or retry later`,
    "too-large": `Check ${url} and any proxy`,
    network: `Check ${url} and network access to Atlas (DNS, proxy in HTTPS_PROXY, firewall)`,
    "no-local-server": `Start the local Atlas at that address, or check ${url}`,
  };
}

/** Names Atlas, with its URL if that is not the default. */
export function sourceOf({ baseUrl }: FailedRead["client"]): string {
  return baseUrl === DEFAULT_BASE_URL ? "Atlas" : `Atlas at ${baseUrl}`;
}

/** What to check if the response is not Atlas' own. */
export function urlAdvice(client: FailedRead["client"]): string {
  const shown = client.baseUrl === DEFAULT_BASE_URL ? "" : ` (${client.baseUrl})`;
  return `Check ${client.settingName("baseUrl")}${shown} and any proxy`;
}

/** Says how many attempts a read made, if it was more than one. */
export function describeAttempts({ attempts, elapsedSeconds }: FailedRead): string {
  return attempts <= 1 ? "" : ` after ${attempts} attempts in ${elapsedSeconds.toFixed(1)} s`;
}
