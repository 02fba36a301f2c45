import { type AtlasErrorCode } from "../../../../provider/index.js";
import { TWO_ATTEMPTS, type Failure, type Success } from "../row.js";
import { TODO } from "../todo.js";

/** The read succeeds as if nothing had happened. */
export const READ: Success = { outcome: "run" };

/** A second try after one without an answer. A nonce is not used again after that, so that a key is challenged anew. */
export const AFTER_A_FAILURE = { accessToken: 2, serviceAccount: 2, apiKey: 3 } as const;

/** No answer comes, in the one try there is. */
export function network(what: string, retryable = true): Failure {
  const says = `no answer from {origin}: ${what}`;
  return { outcome: "AtlasNetworkError", code: "NETWORK", says, todo: TODO.network, retryable };
}

/** No answer comes, in two tries; for one of several reasons where the machine decides. */
export function networkTwice(...what: readonly string[]): Failure {
  const says = what.map((why) => `no answer from {origin} in the last of 2 tries over {s} s: ${why}`);
  return { ...network(""), says };
}

/** The answer takes longer than a limit. */
export function timeout(limit: "requestTimeout" | "retryTimeout", seconds: number): Failure {
  const says = `no answer from {origin}: no complete answer within ${seconds} s`;
  return { outcome: "AtlasNetworkError", code: "TIMEOUT", says, todo: TODO[limit] };
}

/** The answer is no JSON. */
export function noJson(why: string): Failure {
  const says = `the answer is no JSON of the Atlas API: ${why}`;
  return { outcome: "AtlasContentError", code: "UNEXPECTED_CONTENT", status: 200, says, todo: TODO.content };
}

/** The response is JSON, but not a run. */
export function noRun(but = ""): Failure {
  const says = `the response has status 200, but no _id: it is not a Data Lake Pipeline run${but}`;
  return { outcome: "AtlasContentError", code: "UNEXPECTED_CONTENT", status: 200, says, todo: TODO.content };
}

/** The answer is larger than the client takes. */
export const TOO_LARGE: Failure = {
  outcome: "AtlasContentError",
  code: "UNEXPECTED_CONTENT",
  says: "the answer has more than 8388608 bytes",
  todo: TODO.content,
};

/** The answer is JSON, but not the run. */
export function undecodable(says: string): Failure {
  return { outcome: "AtlasContentError", code: "DECODE", status: 200, says };
}

/** Atlas refuses. */
export function refused(status: number, code: AtlasErrorCode, says: string, todo: string): Failure {
  return { outcome: "AtlasApiError", code, status, says: `Atlas answered ${says}`, todo };
}

/** Atlas, or its token endpoint, refuses again when tried again. */
export function refusedTwice(status: number, code: AtlasErrorCode, says: string, todo: string): Failure {
  const limit = `${TWO_ATTEMPTS.retryTimeoutSeconds} s that atlas-data-lake:retryTimeoutSeconds allows`;
  const attempts = `, the last of 2 times in {s} s; the next try was due in {s} s, after the end of the ${limit}`;
  return refused(status, code, says + attempts, todo);
}

/** The token endpoint refuses, in whatever way. */
export function byTokenEndpoint(failure: Failure): Failure {
  return { ...failure, says: `the token endpoint of ${String(failure.says)}` };
}
