import { isIP } from "node:net";
import { type ApiErrorBody, decodeApiError, decodeTokenError } from "../codec/api-error.js";
import { AtlasApiError, changeMessage, oneLine, type AtlasErrorCode } from "../../errors/index.js";
import { unsupportedDigest } from "../auth/digest.js";
import { isTransientStatus } from "../http/retry-policy.js";
import { type HttpResponse } from "../http/types.js";
import { isJsonMediaType } from "./json-body.js";
import { describeAttempts, type FailedRead } from "./read-error.js";

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
  const [code, problem, end, advice] = meaningOf(read, response, status, said);
  const isJson = isJsonMediaType(response.header("content-type"));
  const isAtlas404 = response.status === 404 && error === 404 && isJson && !isToken;
  const ErrorClass = isAtlas404 ? NotFoundByAtlas : AtlasApiError;
  const source = isToken ? "the token endpoint of Atlas" : "Atlas";
  const start = `${status} from ${source}${describeAttempts(read)}: ${problem}`;
  return changeMessage(new ErrorClass(code, start, { status, ...documented }), () => ({
    subject: read.label[1],
    detail: end + describeBody(said) + describeDelay(read),
    advice: [isToken ? (accountAdvice(read, status, said) ?? advice) : advice],
  }));
}

/** What happened, in words before and after the subject, and what to do. */
type Meaning = readonly [code: AtlasErrorCode, problem: string, end: string, advice: string];

function meaningOf(
  { label: [before, , after], notFoundAdvice, client }: FailedRead,
  { header }: HttpResponse,
  status: number,
  said: ApiErrorBody,
): Meaning {
  const url = client.settingName("baseUrl");
  const reading = (code: AtlasErrorCode, problem: string, advice: string): Meaning => {
    return [code, `${problem}, reading ${before}`, after, advice];
  };
  const noAccess = (code: AtlasErrorCode): Meaning => {
    return [code, `no access to ${before}`, `${after} with ${client.credentials}`, accessAdvice(said)];
  };
  const challenge = status === 401 ? unsupportedDigest(header("www-authenticate") ?? "") : undefined;
  if (challenge !== undefined) {
    const advice = `Supported are MD5 and SHA-256 with qop=auth. Check ${url} and any proxy`;
    return reading("UNAUTHORIZED", `unsupported HTTP Digest challenge (${oneLine(challenge, 80)})`, advice);
  }
  // Atlas responds so, and not with 403, to credentials without the role.
  if (status === 401 && said.errorCode === "USER_UNAUTHORIZED") return noAccess("UNAUTHORIZED");
  if (status === 404 && !isUnknownPath(said)) return ["NOT_FOUND", "no such ", "", notFoundAdvice];
  const location = oneLine(header("location") ?? "") || "no address";
  const statuses: Readonly<Record<string, Meaning>> = {
    "3xx": reading(
      "REDIRECTED",
      `redirect to ${location}`,
      `Redirects are not followed, to protect the credentials. Check ${url}`,
    ),
    400: reading("BAD_REQUEST", "invalid request", "A retry does not help"),
    401: reading(
      "UNAUTHORIZED",
      `${client.credentials} was refused`,
      `Check that it is complete, not expired, not revoked, and for ${url}`,
    ),
    403: noAccess("FORBIDDEN"),
    404: reading(
      "NOT_FOUND",
      "unknown path",
      `Check ${url}. A server that has removed the API may respond so too`,
    ),
    406: reading("NOT_ACCEPTABLE", "version 2023-01-01 of the API is not served", `Check ${url}`),
    410: reading(
      "GONE",
      "the Data Lake Pipelines API is gone",
      `Copy what pulumi stack output has, then remove the read; or set ${url}`,
    ),
    429: reading(
      "RATE_LIMITED",
      "too many requests",
      `Raise ${client.settingName("retryTimeoutSeconds")}, or retry later`,
    ),
    "5xx": reading("SERVER_ERROR", "server error", "Try again later, see https://status.mongodb.com"),
  };
  const group = status >= 500 ? "5xx" : status >= 300 && status < 400 ? "3xx" : status;
  return statuses[group] ?? reading("UNEXPECTED_STATUS", "unexpected status", `Check ${url} and any proxy`);
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

/** Returns the IP address that Atlas says is not on the API access list. */
function missingAddress({ errorCode, parameters = [] }: ApiErrorBody): string | undefined {
  if (errorCode !== "IP_ADDRESS_NOT_ON_ACCESS_LIST") return undefined;
  // A zone after "%" may be any text.
  return texts(parameters).find((text) => isIP(text) !== 0 && !text.includes("%"));
}

/** Returns whether Atlas has nothing at the path of the request, as opposed to no such run. */
function isUnknownPath({ errorCode, detail, parameters = [] }: ApiErrorBody): boolean {
  if (errorCode !== "RESOURCE_NOT_FOUND") return false;
  return texts([detail, ...parameters]).some((text) => text.includes("/api/atlas/"));
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value) => typeof value === "string");
}

/** The path of the request, as Atlas names it in 410 and 429. The message has its ids already. */
const REQUEST_PATH = /(?<!\/)\bapi\/atlas\/v2\/groups\/\S*\w/g;

/** Code, detail and invalid fields as far as Atlas sent them, such as `: RESOURCE_NOT_FOUND "Cannot find …"`. */
function describeBody({ errorCode = "", detail, reason, badRequestDetail }: ApiErrorBody): string {
  const text = oneLine(detail ?? reason ?? "")
    .replace(REQUEST_PATH, "…")
    .replace(/\.$/, "");
  const invalid = badRequestDetail?.fields ?? [];
  const fields = invalid.map(({ field, description }) => `${field}: ${description}`).join("; ");
  const parts = [oneLine(errorCode, 80), text && `"${text}"`, fields && `(${oneLine(fields, 150)})`];
  const given = parts.filter((part) => part !== "");
  return given.length === 0 ? "" : `: ${given.join(" ")}`;
}

function describeDelay({ dueDelaySeconds, client: { retryTimeoutSeconds } }: FailedRead): string {
  if (dueDelaySeconds === undefined) return "";
  const limit = `retryTimeoutSeconds (${retryTimeoutSeconds} s)`;
  return `; the next attempt was due in ${dueDelaySeconds.toFixed(1)} s, beyond ${limit}`;
}
