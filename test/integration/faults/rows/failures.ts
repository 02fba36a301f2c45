import { type AtlasErrorCode } from "../../../../provider/index.js";
import { TWO_ATTEMPTS, type Failure, type Success } from "../row.js";

/** The read succeeds as without a fault. */
export const READ: Success = { outcome: "run" };

/** No response in the one attempt there is. */
export function network(why: string, retryable = true): Failure {
  const says = `no response from {origin}: ${why}${why.includes("{run}") ? "" : ", reading {run}"}`;
  return { outcome: "AtlasNetworkError", code: "NETWORK", says, retryable };
}

/** No response in two attempts; for one of several reasons where the machine decides. */
export function networkTwice(...reasons: readonly string[]): Failure {
  const says = reasons.map(
    (why) => `no response from {origin} after 2 attempts in {s} s: ${why}, reading {run}`,
  );
  return { ...network(""), says };
}

/** The response takes longer than a limit. */
export function timeout(limit: "requestTimeout" | "retryTimeout", seconds: number): Failure {
  const says = `no response from {origin}: no complete response within ${seconds} s, reading {run}. The limit is atlas-data-lake:${limit}Seconds`;
  return { outcome: "AtlasNetworkError", code: "TIMEOUT", says };
}

/** The response is not JSON of the API; `why` is in the brackets of the message. */
export function noJson(why: string): Failure {
  return unexpected(`not a response of the Atlas API (status 200, ${why})`);
}

/** The response is JSON, but not a run. */
export function noRun(but = ""): Failure {
  return unexpected(`unexpected response (status 200, no field _id${but})`);
}

/** The response has status 200 and unexpected content. */
export function unexpected(what: string): Failure {
  const says = `${what}, reading {run}`;
  return { outcome: "AtlasContentError", code: "UNEXPECTED_CONTENT", status: 200, says };
}

/** The response is larger than the client reads. */
export const TOO_LARGE: Failure = {
  outcome: "AtlasContentError",
  code: "UNEXPECTED_CONTENT",
  says: "the response has more than 1048576 bytes, reading {run}",
};

/** The response is JSON, but not the run. */
export function undecodable(problems: string): Failure {
  const says = `invalid response from Atlas at {origin}: ${problems}, reading {run}`;
  return { outcome: "AtlasContentError", code: "DECODE", status: 200, says };
}

/** What the message says of a status, by its code. */
const MEANINGS: { readonly [K in AtlasErrorCode]?: string } = {
  BAD_REQUEST: "invalid request, reading {run}",
  UNAUTHORIZED: "{credentials} was refused, reading {run}",
  FORBIDDEN: "no access to {run} with {credentials}",
  NOT_FOUND: "no such {run}",
  NOT_ACCEPTABLE: "version 2023-01-01 of the API is not served, reading {run}",
  GONE: "the Data Lake Pipelines API is gone, reading {run}",
  RATE_LIMITED: "too many requests, reading {run}",
  SERVER_ERROR: "server error, reading {run}",
  UNEXPECTED_STATUS: "unexpected status, reading {run}",
};

/** Atlas responds with an error; `body` is what the message says of its body. */
export function refused(status: number, code: AtlasErrorCode, body: string, attempts = ""): Failure {
  // Atlas responds with 401 to credentials that lack the role.
  const meaning = MEANINGS[body.startsWith("USER_UNAUTHORIZED") ? "FORBIDDEN" : code] ?? "";
  const says = `${status} from Atlas at {origin}${attempts}: ${meaning}${body === "" ? "" : `: ${body}`}`;
  return { outcome: "AtlasApiError", code, status, says };
}

/** A response with an error that is not one of Atlas; `what` says what it is. */
export function foreign(status: number, code: AtlasErrorCode, what: string): Failure {
  const says = `${status} from {origin}, not an error of the Atlas API (${what}), reading {run}`;
  return { outcome: "AtlasApiError", code, status, says };
}

/** Atlas redirects; the message names the location. */
export function redirected(status: number, location: string, body: string): Failure {
  const says = `${status} from Atlas at {origin}: redirect to ${location}, reading {run}: ${body}`;
  return { outcome: "AtlasApiError", code: "REDIRECTED", status, says };
}

/** Atlas, or its token endpoint, responds with an error to each of two attempts. */
export function refusedTwice(status: number, code: AtlasErrorCode, body: string): Failure {
  const limit = `retryTimeoutSeconds (${TWO_ATTEMPTS.retryTimeoutSeconds} s)`;
  const due = `; the next attempt was due in {s} s, beyond ${limit}`;
  return refused(status, code, body + due, " after 2 attempts in {s} s");
}

/** The token endpoint responds with an error. */
export function byTokenEndpoint(failure: Failure): Failure {
  return { ...failure, says: String(failure.says).replace("from Atlas", "from the token endpoint of Atlas") };
}
