import { redact, type RetryResult } from "../client/index.js";
import { decodeRun, unwrapEnvelope } from "../codec/index.js";
import { AtlasContentError, oneLine } from "../errors/index.js";
import { type HttpAnswer } from "../http.js";
import { describeRun, type RunRef } from "../run-ref.js";
import { apiFailure } from "./api-failure.js";
import { isJsonMediaType, parseJsonBody } from "./json-body.js";
import { networkFailure } from "./network-failure.js";
import { contradictions, toRunFields, type RunFields } from "./run-fields.js";

/** What the interpretation needs to know of the client that read. */
export interface ReadContext {
  readonly baseUrl: string;
  readonly retryTimeoutSeconds: number;
  readonly secrets: () => readonly string[];
  readonly warn: (line: string) => void;
}

/**
 * The run that a read came to.
 *
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError, with a message that names the run
 */
export function interpretRun(ref: RunRef, result: RetryResult, context: ReadContext): RunFields {
  const what = describeRun(ref);
  const { outcome, ...tries } = result;
  if (!("answer" in outcome)) {
    throw networkFailure(what, { ...tries, error: outcome.error, baseUrl: context.baseUrl });
  }
  const { answer } = outcome;
  const { body, status } = successOrFailure(answer, context);
  if (answer.from === "token" || status !== 200) {
    throw status === 200 ? noToken(what) : apiFailure(what, { ...tries, ...context, answer, status, body });
  }
  return decodeBody(ref, what, answer, context);
}

/** The status that counts and the body, for an error without anything secret that the server may have echoed. */
function successOrFailure(answer: HttpAnswer, context: ReadContext): { status: number; body: unknown } {
  const parsed = parseJsonBody(answer.body);
  const enveloped = unwrapEnvelope(parsed.ok ? parsed.value : undefined, answer.status);
  if (enveloped.status === 200) return enveloped;
  const clean = redact(Buffer.from(answer.body).toString("utf8"), context.secrets());
  const reparsed = parseJsonBody(Buffer.from(clean));
  return unwrapEnvelope(reparsed.ok ? reparsed.value : undefined, answer.status);
}

function decodeBody(ref: RunRef, what: string, answer: HttpAnswer, context: ReadContext): RunFields {
  const contentType = answer.header("content-type");
  if (!isJsonMediaType(contentType)) throw unexpected(what, `its media type is ${describeType(contentType)}`);
  const parsed = parseJsonBody(answer.body);
  if (!parsed.ok) throw unexpected(what, `it is ${parsed.why}`);
  const decoded = decodeRun(unwrapEnvelope(parsed.value, answer.status).body);
  const problems = decoded.ok ? contradictions(ref, decoded.run) : decoded.problems;
  if (!decoded.ok || problems.length > 0) throw undecodable(what, problems);
  for (const warning of decoded.warnings) context.warn(`${what}: ${warning}`);
  return toRunFields(ref, decoded.run);
}

function describeType(contentType: string | undefined): string {
  return contentType === undefined ? "not given" : oneLine(contentType, 80);
}

const CHECK = "To do: check mongodbatlas:baseUrl and any proxy on the way";

function unexpected(what: string, why: string): AtlasContentError {
  const message = `cannot read ${what}: the answer is no JSON of the Atlas API: ${why}. ${CHECK}`;
  return new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 });
}

function undecodable(what: string, problems: readonly string[]): AtlasContentError {
  const message = `cannot decode ${what}: ${problems.join("; ")}`;
  return new AtlasContentError("DECODE", message, { status: 200, problems });
}

function noToken(what: string): AtlasContentError {
  const message = `cannot read ${what}: the token endpoint of Atlas answered 200 without a token. ${CHECK}`;
  return new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 });
}
