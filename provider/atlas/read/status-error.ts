import { type ApiErrorBody, decodeApiError, decodeTokenError } from "../codec/error-body.js";
import { AtlasApiError, changeMessage, oneLine, type AtlasErrorCode } from "../../errors/index.js";
import { isHashRefused, unsupportedDigest } from "../auth/digest.js";
import { isTransientStatus } from "../http/retry-policy.js";
import { type HttpResponse } from "../http/types.js";
import { describeBody, isUnknownPath, missingAddress } from "./error-details.js";
import { isJsonMediaType } from "../codec/json-body.js";
import { describeAttempts, sourceOf, urlAdvice, type FailedRead } from "./read-error.js";

/** The error of a response that is itself a 404 of the API: not a proxy's page, the token endpoint's or an envelope. */
export class NotFoundByAtlas extends AtlasApiError {}

/**
 * Makes the error for a response that is not a success.
 *
 * @param status The status that counts: the envelope's, if there is one.
 * @param body The JSON body without its envelope; undefined if it is not JSON.
 */
export function statusError(
  read: FailedRead,
  response: HttpResponse,
  status: number,
  body: unknown,
): AtlasApiError {
  const isToken = response.from === "token";
  const said = (isToken ? decodeTokenError : decodeApiError)(body);
  const { error, badRequestDetail, ...documented } = said;
  const isJson = isJsonMediaType(response.header("content-type"));
  // Atlas sends both fields, or the status alone for wrong credentials.
  const isVerdict = isJson && (error === status || said.errorCode !== undefined);
  const isAtlas404 = response.status === 404 && error === 404 && isJson && !isToken;
  const ErrorClass = isAtlas404 ? NotFoundByAtlas : AtlasApiError;
  const [code, problem, end, advice] =
    digestMeaning(read, response, status) ?? meaningOf(read, response, status, isVerdict ? said : undefined);
  const source = (isToken ? "the token endpoint of " : "") + sourceOf(read.client);
  const start = `${status} from ${isVerdict ? source : read.client.baseUrl}${describeAttempts(read)}${problem}`;
  return changeMessage(new ErrorClass(code, start, { status, ...documented }), () => ({
    subject: read.label[1],
    detail: end + describeBody(said) + describeDelay(read),
    advice: [isToken && isVerdict ? (accountAdvice(read, status, said) ?? advice) : advice],
  }));
}

/** The code of the errors of a status, or of all statuses with its first digit. */
const CODES: Readonly<Record<string, AtlasErrorCode>> = {
  "3xx": "REDIRECTED",
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  406: "NOT_ACCEPTABLE",
  410: "GONE",
  429: "RATE_LIMITED",
  "5xx": "SERVER_ERROR",
};

const REMOVED = "A server that has removed the API may respond so too";

/** What happened, in words before and after the subject, and what to do. */
type Meaning = readonly [code: AtlasErrorCode, problem: string, end: string, advice: string];

function reading({ label }: FailedRead, code: AtlasErrorCode, problem: string, advice: string): Meaning {
  return [code, `${problem}, reading ${label[0]}`, label[2], advice];
}

/** The meaning of a challenge that is none of those which this package responds to, of Atlas or of a proxy. */
function digestMeaning(read: FailedRead, { header }: HttpResponse, status: number): Meaning | undefined {
  const challenges = header("www-authenticate") ?? "";
  const challenge = status === 401 ? unsupportedDigest(challenges) : undefined;
  if (challenge === undefined) return undefined;
  if (isHashRefused(challenges)) {
    const problem = ": HTTP Digest needs MD5, which OpenSSL refuses on this machine (FIPS)";
    return reading(read, "UNAUTHORIZED", problem, "Use a service account in place of an API key");
  }
  const advice = `Supported are MD5 and SHA-256 with qop=auth. ${urlAdvice(read.client)}`;
  return reading(
    read,
    "UNAUTHORIZED",
    `: unsupported HTTP Digest challenge (${oneLine(challenge, 80)})`,
    advice,
  );
}

/** @param said What Atlas says of the error; undefined if the response is not an error of Atlas. */
function meaningOf(
  read: FailedRead,
  response: HttpResponse,
  status: number,
  said: ApiErrorBody | undefined,
): Meaning {
  const { label, client } = read;
  const url = client.settingName("baseUrl");
  const group = status >= 500 ? "5xx" : status >= 300 && status < 400 ? "3xx" : status;
  const code = CODES[group] ?? "UNEXPECTED_STATUS";
  const means = (problem: string, advice: string): Meaning => reading(read, code, `: ${problem}`, advice);
  if (group === "3xx") {
    const location = oneLine(response.header("location") ?? "") || "no address";
    const advice = `Redirects are not followed, to protect the credentials. Check ${url}`;
    return means(`redirect to ${location}`, advice);
  }
  if (said === undefined) {
    const problem = `, not an error of the Atlas API (${formOf(response)})`;
    return reading(read, code, problem, urlAdvice(client));
  }
  // Atlas responds with 401, and not with 403, to credentials without the role.
  if (status === 403 || (status === 401 && said.errorCode === "USER_UNAUTHORIZED")) {
    return [code, `: no access to ${label[0]}`, `${label[2]} with ${client.credentials}`, accessAdvice(said)];
  }
  if (status === 404 && !isUnknownPath(said)) {
    return [code, ": no such ", "", `${read.notFoundAdvice}. ${REMOVED}`];
  }
  const statuses: Readonly<Record<string, Meaning>> = {
    400: means("invalid request", "A retry does not help"),
    401: means(
      `${client.credentials} was refused`,
      `Check that it is complete, that it is neither expired nor revoked, and that it belongs to the Atlas of ${url}`,
    ),
    404: means("unknown path", `Check ${url}. ${REMOVED}`),
    406: means("version 2023-01-01 of the API is not served", `Check ${url}`),
    410: means(
      "the Data Lake Pipelines API is gone",
      "Copy what pulumi stack output has, then remove the read",
    ),
    429: means("too many requests", `Raise ${client.settingName("retryTimeoutSeconds")}, or retry later`),
    "5xx": means("server error", "Try again later, see https://status.mongodb.com"),
  };
  return statuses[group] ?? means("unexpected status", urlAdvice(client));
}

/** Says what a response is that is not an error of Atlas. */
function formOf({ header, body }: HttpResponse): string {
  if (body.length === 0) return "no body";
  const type = header("content-type") ?? "";
  return isJsonMediaType(type) ? "JSON of another form" : oneLine(type, 80) || "no media type";
}

/** Returns advice for a service account whose token was refused. */
function accountAdvice({ client }: FailedRead, status: number, said: ApiErrorBody): string | undefined {
  if (status >= 500 || isTransientStatus(status) || missingAddress(said) !== undefined) return undefined;
  const pair = `${client.settingName("clientId")} and ${client.settingName("clientSecret")}`;
  return `Check ${pair}, that the secret has not expired, and that fewer than 100 tokens are live`;
}

function accessAdvice(said: ApiErrorBody): string {
  const address = missingAddress(said);
  if (address === undefined)
    return "Needed: the role Project Read Only, and this machine on the API access list";
  return `Put ${address}, the address of this machine or its proxy, on the API access list`;
}

function describeDelay({ dueDelaySeconds, client: { retryTimeoutSeconds } }: FailedRead): string {
  if (dueDelaySeconds === undefined) return "";
  const limit = `retryTimeoutSeconds (${retryTimeoutSeconds} s)`;
  return `; the next attempt was due in ${dueDelaySeconds.toFixed(1)} s, beyond ${limit}`;
}
