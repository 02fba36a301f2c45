import { decodeApiError, decodeTokenError, type ApiErrorBody } from "../codec/api-error.js";
import { AtlasApiError, oneLine, type ApiErrorFields } from "../../errors/index.js";
import { type HttpResponse } from "../http/types.js";
import { isJsonMediaType } from "./json-body.js";
import { statusError, TOKEN_REFUSED_ADVICE } from "./status-errors.js";

/** An answer that is no success, with what is known about how it came about. */
export interface ErrorResponse {
  readonly response: HttpResponse;
  /** The status that counts: the envelope's, if there is one. */
  readonly status: number;
  /** The JSON body without its envelope, or undefined if it is no JSON. */
  readonly body: unknown;
  readonly attempts: number;
  readonly elapsedSeconds: number;
  readonly dueDelaySeconds: number | undefined;
  readonly retryTimeoutSeconds: number;
  /** What to check where nothing is found. */
  readonly notFoundHint: string;
}

/** The error for such an answer; `what` names what was asked for. */
export function apiError(what: string, refusal: ErrorResponse): AtlasApiError {
  const { response: response, status } = refusal;
  const { code, advice: todo } = statusError(status, refusal.notFoundHint);
  const isToken = response.from === "token";
  const { error: _status, ...body } = (isToken ? decodeTokenError : decodeApiError)(refusal.body);
  const who = isToken ? "the token endpoint of Atlas" : "Atlas";
  const location = code === "REDIRECTED" ? ` to ${oneLine(response.header("location") ?? "nowhere")}` : "";
  const answered = `${who} answered ${describeResponse(status, body)}${location}${describeAttempts(refusal)}`;
  const fields: ApiErrorFields = { status, ...body };
  const advice = isToken && status < 500 && status !== 429 ? TOKEN_REFUSED_ADVICE : todo;
  const message = `cannot read ${what}: ${answered}. To do: ${advice}`;
  const ErrorClass = isAtlas404(refusal) ? NotFoundByAtlas : AtlasApiError;
  return new ErrorClass(code, message, fields);
}

/** The error of a response that is itself a 404 of the API: not a proxy's page, the token endpoint's or an envelope. */
export class NotFoundByAtlas extends AtlasApiError {}

function isAtlas404({ response: response, body }: ErrorResponse): boolean {
  if (response.from !== "api" || response.status !== 404) return false;
  return isJsonMediaType(response.header("content-type")) && decodeApiError(body).error === 404;
}

/** Status, code and detail as far as Atlas gave them, such as `404 RESOURCE_NOT_FOUND (Cannot find …)`. */
function describeResponse(status: number, { errorCode, detail, reason }: ApiErrorBody): string {
  const code = errorCode === undefined ? "" : ` ${oneLine(errorCode, 80)}`;
  const text = oneLine(detail ?? reason ?? "").replace(/\.$/, "");
  return `${status}${code}${text === "" ? "" : ` (${text})`}`;
}

function describeAttempts({
  attempts,
  elapsedSeconds,
  dueDelaySeconds,
  retryTimeoutSeconds,
}: ErrorResponse): string {
  const times = attempts === 1 ? "" : `, the last of ${attempts} times in ${elapsedSeconds.toFixed(1)} s`;
  if (dueDelaySeconds === undefined) return times;
  return `${times}; the next try was due in ${dueDelaySeconds.toFixed(1)} s, after the end of the ${retryTimeoutSeconds} s that atlas-data-lake:retryTimeoutSeconds allows`;
}
