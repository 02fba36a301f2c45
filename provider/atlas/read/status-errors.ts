import { isIP } from "node:net";
import { type AtlasErrorCode } from "../../errors/index.js";
import { type ApiErrorBody } from "../codec/api-error.js";

/** Meaning of a status that is not a success. */
export interface StatusError {
  readonly code: AtlasErrorCode;
  /** Short text that follows `401 from Atlas: ` in the message. */
  readonly meaning: string;
  /** Advice in one sentence, without its full stop. */
  readonly advice: string;
}

/** The parts of the messages that depend on the read. */
export interface StatusErrorContext {
  /** Name of the endpoint: `run nightly/32b6… in project 32b6…`. */
  readonly label: string;
  /** Names the thing that a 404 says does not exist, and what to check then. */
  readonly notFound: { readonly what: string; readonly advice: string };
  /** The credentials by kind and place: `the API key from the stack configuration`. */
  readonly credentials: string;
  /** The value of the response's `Location`. */
  readonly location: string;
  /** The Digest challenge of the response, if there is none that is supported. */
  readonly challenge: string | undefined;
  /** The body of the response. */
  readonly body: ApiErrorBody;
}

const CHECK_URL = "Check mongodbatlas:baseUrl and any proxy";

/** Returns the error code, the meaning and the advice for a status that is not a success. */
export function statusError(status: number, context: StatusErrorContext): StatusError {
  const { label, notFound, credentials, location, challenge, body } = context;
  switch (status) {
    case 400:
      return {
        code: "BAD_REQUEST",
        meaning: `invalid request, reading ${label}`,
        advice: "A retry does not help",
      };
    case 401:
      if (challenge !== undefined) {
        return {
          code: "UNAUTHORIZED",
          meaning: `unsupported HTTP Digest challenge (${challenge}), reading ${label}`,
          advice: "Supported are MD5 and SHA-256 with qop=auth. Check mongodbatlas:baseUrl and any proxy",
        };
      }
      // Atlas responds so, and not with 403, to credentials without the role.
      if (body.errorCode === "USER_UNAUTHORIZED") return noAccess("UNAUTHORIZED", context);
      return {
        code: "UNAUTHORIZED",
        meaning: `${credentials} was refused, reading ${label}`,
        advice: "Check that it is complete, not expired, not revoked, and for mongodbatlas:baseUrl",
      };
    case 403:
      return noAccess("FORBIDDEN", context);
    case 404:
      if (isUnknownPath(body)) {
        return {
          code: "NOT_FOUND",
          meaning: `unknown path, reading ${label}`,
          advice: "Check mongodbatlas:baseUrl. A server that has removed the API may respond so too",
        };
      }
      return { code: "NOT_FOUND", meaning: `no such ${notFound.what}`, advice: notFound.advice };
    case 406:
      return {
        code: "NOT_ACCEPTABLE",
        meaning: `version 2023-01-01 of the API is not served, reading ${label}`,
        advice: "Check mongodbatlas:baseUrl",
      };
    case 410:
      return {
        code: "GONE",
        meaning: `the Data Lake Pipelines API is gone, reading ${label}`,
        advice: "Copy what pulumi stack output has, then remove the read; or set mongodbatlas:baseUrl",
      };
    case 429:
      return {
        code: "RATE_LIMITED",
        meaning: `too many requests, reading ${label}`,
        advice: "Raise atlas-data-lake:retryTimeoutSeconds, or retry later",
      };
  }
  if (status >= 500) {
    return {
      code: "SERVER_ERROR",
      meaning: `server error, reading ${label}`,
      advice: "Try again later, see https://status.mongodb.com",
    };
  }
  if (status >= 300 && status < 400) {
    return {
      code: "REDIRECTED",
      meaning: `redirect to ${location}, reading ${label}`,
      advice: "Redirects are not followed, to protect the credentials. Check mongodbatlas:baseUrl",
    };
  }
  return { code: "UNEXPECTED_STATUS", meaning: `unexpected status, reading ${label}`, advice: CHECK_URL };
}

function noAccess(code: AtlasErrorCode, { label, credentials, body }: StatusErrorContext): StatusError {
  const address = missingAddress(body);
  const advice =
    address === undefined
      ? "Needed: the role Project Read Only, and this machine on the API access list"
      : `Put ${address}, the address of this machine or its proxy, on the API access list`;
  return { code, meaning: `no access to ${label} with ${credentials}`, advice };
}

/** Returns the IP address that Atlas says is not on the API access list. */
export function missingAddress({ errorCode, parameters = [] }: ApiErrorBody): string | undefined {
  if (errorCode !== "IP_ADDRESS_NOT_ON_ACCESS_LIST") return undefined;
  // A zone after "%" may be any text.
  return texts(parameters).find((text) => isIP(text) !== 0 && !text.includes("%"));
}

/** Returns whether Atlas has nothing at the path of the request, as opposed to no such run. */
function isUnknownPath({ errorCode, detail, parameters = [] }: ApiErrorBody): boolean {
  return (
    errorCode === "RESOURCE_NOT_FOUND" &&
    texts([detail, ...parameters]).some((text) => text.includes("/api/atlas/"))
  );
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === "string");
}

/** Advice where the token endpoint refused the service account. */
export const TOKEN_REFUSED_ADVICE =
  "Check mongodbatlas:clientId and mongodbatlas:clientSecret, that the secret has not expired, " +
  "and that fewer than 100 tokens are live";
