import { type AtlasErrorCode } from "../../errors/index.js";

/** What an answer of some status means for whoever reads the error, and what to do about it. */
export interface StatusError {
  readonly code: AtlasErrorCode;
  readonly advice: string;
}

const ADVICE: Readonly<Record<number, StatusError>> = {
  400: { code: "BAD_REQUEST", advice: "Atlas refused the request as it is; a retry does not help" },
  401: {
    code: "UNAUTHORIZED",
    advice:
      "Atlas does not accept the credentials: check that they are complete, not revoked or expired, " +
      "and for this Atlas (mongodbatlas:baseUrl)",
  },
  403: {
    code: "FORBIDDEN",
    advice:
      "the API key or service account needs the role Project Read Only (GROUP_READ_ONLY) in this project, " +
      "and this machine's address must be on its API access list",
  },
  406: {
    code: "NOT_ACCEPTABLE",
    advice: "this Atlas does not serve version 2023-01-01 of its API: check mongodbatlas:baseUrl",
  },
  410: {
    code: "GONE",
    advice:
      "Atlas has removed the Data Lake Pipelines API (deprecated, sunset 2025-09-09), so that no tool can read a run " +
      "any more; outputs that a stack has stored remain readable with pulumi stack output. " +
      "Remove the read from the program, or point mongodbatlas:baseUrl to a server that still has the API",
  },
  429: {
    code: "RATE_LIMITED",
    advice: "Atlas limits the rate of requests: lower atlas-data-lake:maxConcurrentReads or try again later",
  },
};

/** The advice for a status that is not a success; `missing` says what to check where nothing is found. */
export function statusError(status: number, missing: string): StatusError {
  if (status === 404) return { code: "NOT_FOUND", advice: `check ${missing}` };
  const known = ADVICE[status];
  if (known) return known;
  if (status >= 500) {
    return {
      code: "SERVER_ERROR",
      advice: "the fault is on the side of Atlas: try again later, see https://status.mongodb.com",
    };
  }
  if (status >= 300 && status < 400) {
    return {
      code: "REDIRECTED",
      advice:
        "a redirect is not followed, for it would take the credentials along: check mongodbatlas:baseUrl",
    };
  }
  return {
    code: "UNEXPECTED_STATUS",
    advice: "this is not how Atlas answers: check mongodbatlas:baseUrl and any proxy",
  };
}

/** The advice where the endpoint that issues tokens refused the service account. */
export const TOKEN_REFUSED_ADVICE =
  "check mongodbatlas:clientId and mongodbatlas:clientSecret, that the secret has not expired, " +
  "and that the service account has fewer than 100 live access tokens";
