import { decodeApiError, decodeTokenError, type ApiErrorBody } from "../codec/api-error.js";
import { AtlasApiError, oneLine, type ApiErrorFields } from "../../errors/index.js";
import { type HttpAnswer } from "../http/http.js";
import { isJsonMediaType } from "./json-body.js";
import { adviceFor, TOKEN_REFUSED_TODO } from "./advice.js";

/** An answer that is no success, with what is known about how it came about. */
export interface Refusal {
  readonly answer: HttpAnswer;
  /** The status that counts: the envelope's, if there is one. */
  readonly status: number;
  /** The JSON body without its envelope, or undefined if it is no JSON. */
  readonly body: unknown;
  readonly attempts: number;
  readonly elapsedSeconds: number;
  readonly refusedPauseSeconds: number | undefined;
  readonly retryTimeoutSeconds: number;
  /** What to check where nothing is found. */
  readonly missing: string;
}

/** The error for such an answer; `what` names what was asked for. */
export function apiFailure(what: string, refusal: Refusal): AtlasApiError {
  const { answer, status } = refusal;
  const { code, todo } = adviceFor(status, refusal.missing);
  const isToken = answer.from === "token";
  const { error: _status, ...body } = (isToken ? decodeTokenError : decodeApiError)(refusal.body);
  const who = isToken ? "the token endpoint of Atlas" : "Atlas";
  const location = code === "REDIRECTED" ? ` to ${oneLine(answer.header("location") ?? "nowhere")}` : "";
  const answered = `${who} answered ${describeAnswer(status, body)}${location}${describeTries(refusal)}`;
  const fields: ApiErrorFields = { status, ...body };
  const advice = isToken && status < 500 && status !== 429 ? TOKEN_REFUSED_TODO : todo;
  const message = `cannot read ${what}: ${answered}. To do: ${advice}`;
  const ErrorClass = isAtlas404(refusal) ? NotFoundByAtlas : AtlasApiError;
  return new ErrorClass(code, message, fields);
}

/** The error of a response that is itself a 404 of the API: not a proxy's page, the token endpoint's or an envelope. */
export class NotFoundByAtlas extends AtlasApiError {}

function isAtlas404({ answer, body }: Refusal): boolean {
  if (answer.from !== "api" || answer.status !== 404) return false;
  return isJsonMediaType(answer.header("content-type")) && decodeApiError(body).error === 404;
}

/** Status, code and detail as far as Atlas gave them, such as `404 RESOURCE_NOT_FOUND (Cannot find …)`. */
function describeAnswer(status: number, { errorCode, detail, reason }: ApiErrorBody): string {
  const code = errorCode === undefined ? "" : ` ${oneLine(errorCode, 80)}`;
  const text = oneLine(detail ?? reason ?? "").replace(/\.$/, "");
  return `${status}${code}${text === "" ? "" : ` (${text})`}`;
}

function describeTries({
  attempts,
  elapsedSeconds,
  refusedPauseSeconds,
  retryTimeoutSeconds,
}: Refusal): string {
  const tries = attempts === 1 ? "" : `, the last of ${attempts} times in ${elapsedSeconds.toFixed(1)} s`;
  if (refusedPauseSeconds === undefined) return tries;
  return `${tries}; the next try was due in ${refusedPauseSeconds.toFixed(1)} s, after the end of the ${retryTimeoutSeconds} s that atlas-data-lake:retryTimeoutSeconds allows`;
}
