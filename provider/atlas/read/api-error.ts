import { type ApiErrorBody, decodeApiError, decodeTokenError } from "../codec/api-error.js";
import { AtlasApiError, oneLine, type ApiErrorFields } from "../../errors/index.js";
import { unsupportedDigest } from "../auth/digest.js";
import { isTransientStatus } from "../http/retry-policy.js";
import { type HttpResponse } from "../http/types.js";
import { isJsonMediaType } from "./json-body.js";
import {
  missingAddress,
  statusError,
  TOKEN_REFUSED_ADVICE,
  type StatusErrorContext,
} from "./status-errors.js";

/** A response that is not a success, and how many attempts led to it. */
export interface ErrorResponse extends Omit<StatusErrorContext, "location" | "challenge" | "body"> {
  readonly response: HttpResponse;
  /** The status that counts: the envelope's, if there is one. */
  readonly status: number;
  /** The JSON body without its envelope; undefined if it is not JSON. */
  readonly body: unknown;
  readonly attempts: number;
  readonly elapsedSeconds: number;
  /** The delay before a further attempt, which would have begun after the deadline; undefined if none was due. */
  readonly dueDelaySeconds: number | undefined;
  readonly retryTimeoutSeconds: number;
}

/** Makes the error for a response that is not a success. */
export function apiError(error: ErrorResponse): AtlasApiError {
  const { response, status } = error;
  const isToken = response.from === "token";
  const location = oneLine(response.header("location") ?? "") || "no address";
  const digest = unsupportedDigest(response.header("www-authenticate") ?? "");
  const challenge = digest === undefined ? undefined : oneLine(digest, 80);
  const body = (isToken ? decodeTokenError : decodeApiError)(error.body);
  const { code, meaning, advice } = statusError(status, { ...error, location, challenge, body });
  const { error: _status, badRequestDetail: _detail, ...documented } = body;
  const fields: ApiErrorFields = { status, ...documented };
  const source = isToken ? "the token endpoint of Atlas" : "Atlas";
  const refused = isToken && status < 500 && !isTransientStatus(status) && missingAddress(body) === undefined;
  const message =
    `${status} from ${source}${describeAttempts(error)}: ${meaning}${describeBody(body)}` +
    `${describeDelay(error)}. ${refused ? TOKEN_REFUSED_ADVICE : advice}`;
  const ErrorClass = isAtlas404(error) ? NotFoundByAtlas : AtlasApiError;
  return new ErrorClass(code, message, fields);
}

/** The error of a response that is itself a 404 of the API: not a proxy's page, the token endpoint's or an envelope. */
export class NotFoundByAtlas extends AtlasApiError {}

function isAtlas404({ response, body }: ErrorResponse): boolean {
  if (response.from !== "api" || response.status !== 404) return false;
  return isJsonMediaType(response.header("content-type")) && decodeApiError(body).error === 404;
}

/** The path of the request, as Atlas names it in 410 and 429. The message has its ids already. */
const REQUEST_PATH = /(?<!\/)\bapi\/atlas\/v2\/groups\/\S*\w/g;

/** Code, detail and invalid fields as far as Atlas sent them, such as `: RESOURCE_NOT_FOUND "Cannot find …"`. */
function describeBody({ errorCode, detail, reason, badRequestDetail }: ApiErrorBody): string {
  const text = oneLine(detail ?? reason ?? "")
    .replace(REQUEST_PATH, "…")
    .replace(/\.$/, "");
  const invalid = badRequestDetail?.fields ?? [];
  const fields = invalid.map(({ field, description }) => `${field}: ${description}`).join("; ");
  const parts = [
    ...(errorCode === undefined ? [] : [oneLine(errorCode, 80)]),
    ...(text === "" ? [] : [`"${text}"`]),
    ...(fields === "" ? [] : [`(${oneLine(fields, 150)})`]),
  ];
  return parts.length === 0 ? "" : `: ${parts.join(" ")}`;
}

function describeAttempts({ attempts, elapsedSeconds }: ErrorResponse): string {
  return attempts <= 1 ? "" : ` after ${attempts} attempts in ${elapsedSeconds.toFixed(1)} s`;
}

function describeDelay({ dueDelaySeconds, retryTimeoutSeconds }: ErrorResponse): string {
  if (dueDelaySeconds === undefined) return "";
  const limit = `retryTimeoutSeconds (${retryTimeoutSeconds} s)`;
  return `; the next attempt was due in ${dueDelaySeconds.toFixed(1)} s, beyond ${limit}`;
}
