import { redact, type RetryResult } from "../client/index.js";
import { unwrapEnvelope } from "../codec/index.js";
import { AtlasContentError, oneLine } from "../errors/index.js";
import { type HttpAnswer } from "../http.js";
import { apiFailure } from "./api-failure.js";
import { isJsonMediaType, parseJsonBody } from "./json-body.js";
import { networkFailure } from "./network-failure.js";

/** What the interpretation needs to know of the client that read. */
export interface ReadContext {
  readonly baseUrl: string;
  readonly retryTimeoutSeconds: number;
  readonly secrets: () => readonly string[];
  readonly warn: (line: string) => void;
}

/** What was asked for, and how its body is decoded. */
export interface Question<T> {
  /** What was asked for in words, for messages. */
  readonly what: string;
  /** The arguments that may be wrong where Atlas finds nothing, in words. */
  readonly missing: string;
  /** Everything in the body, or every problem of it. */
  readonly decode: (body: unknown) => Decoded<T>;
}

/** A decoded body, or every problem of it. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * What a read came to.
 *
 * @throws AtlasApiError, AtlasNetworkError or AtlasContentError, with a message that names what was asked for
 */
export function interpret<T>(question: Question<T>, result: RetryResult, context: ReadContext): T {
  const { what, missing } = question;
  const { outcome, ...tries } = result;
  if (!("answer" in outcome)) {
    throw networkFailure(what, { ...tries, error: outcome.error, baseUrl: context.baseUrl });
  }
  const { answer } = outcome;
  const { body, status } = successOrFailure(answer, context);
  if (answer.from === "token" || status !== 200) {
    throw status === 200
      ? noToken(what)
      : apiFailure(what, { ...tries, ...context, answer, status, body, missing });
  }
  return decodeBody(question, answer, context);
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

function decodeBody<T>({ what, decode }: Question<T>, answer: HttpAnswer, context: ReadContext): T {
  const contentType = answer.header("content-type");
  if (!isJsonMediaType(contentType)) throw unexpected(what, `its media type is ${describeType(contentType)}`);
  const parsed = parseJsonBody(answer.body);
  if (!parsed.ok) throw unexpected(what, `it is ${parsed.why}`);
  const decoded = decode(unwrapEnvelope(parsed.value, answer.status).body);
  if (!decoded.ok) throw undecodable(what, decoded.problems);
  for (const warning of decoded.warnings) context.warn(`${what}: ${warning}`);
  return decoded.value;
}

function describeType(contentType: string | undefined): string {
  return contentType === undefined ? "not given" : oneLine(contentType, 80);
}

const CHECK = "To do: check mongodbatlas:baseUrl and any proxy on the way";

function unexpected(what: string, why: string): AtlasContentError {
  const message = `cannot read ${what}: the answer is no JSON of the Atlas API: ${why}. ${CHECK}`;
  return new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 });
}

/** Most problems that one message lists: all of a run, and a few of a page with hundreds of runs. */
const MAX_PROBLEMS = 20;

function undecodable(what: string, problems: readonly string[]): AtlasContentError {
  const more = problems.length > MAX_PROBLEMS ? `; and ${problems.length - MAX_PROBLEMS} more` : "";
  const message = `cannot decode ${what}: ${problems.slice(0, MAX_PROBLEMS).join("; ")}${more}`;
  return new AtlasContentError("DECODE", message, { status: 200, problems });
}

function noToken(what: string): AtlasContentError {
  const message = `cannot read ${what}: the token endpoint of Atlas answered 200 without a token. ${CHECK}`;
  return new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 });
}
