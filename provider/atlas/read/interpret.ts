import { redact, redactJson } from "../client/redact.js";
import { type RetryResult } from "../client/retry.js";
import { decodeApiError } from "../codec/api-error.js";
import { unwrapEnvelope } from "../codec/envelope.js";
import { AtlasContentError, oneLine } from "../../errors/index.js";
import { type AnswerHeader, type HttpAnswer } from "../http/http.js";
import { apiFailure } from "./api-failure.js";
import { isJsonMediaType, parseJsonBody, type JsonBody } from "./json-body.js";
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
  /** What the content is, and the field without which it is something else. */
  readonly content: { readonly name: string; readonly field: string };
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
  const parsed = parseJsonBody(answer.body);
  const { status, body: sent } = contentOf(answer, parsed);
  if (answer.from === "api" && status === 200) {
    checkJson(what, answer, parsed, context);
    checkContent(question, answer, sent, context);
    return decodeBody(question, answer, sent, context);
  }
  if (status === 200) throw noToken(what);
  const { body } = cleanContentOf(answer, context);
  throw apiFailure(what, {
    ...tries,
    ...context,
    answer: cleanHeaders(answer, context),
    status,
    body,
    missing,
  });
}

/** The status that counts, and the body as it was sent. */
function contentOf(answer: HttpAnswer, parsed: JsonBody): { status: number; body: unknown } {
  return unwrapEnvelope(parsed.ok ? parsed.value : undefined, answer.status);
}

/** The same without anything secret that the server may have echoed, however JSON has escaped it. */
function cleanContentOf(answer: HttpAnswer, context: ReadContext): { status: number; body: unknown } {
  // Parsed anew: what it is cleaned of may be part of a run already.
  const { status, body } = contentOf(answer, parseJsonBody(answer.body));
  return { status, body: redactJson(body, context.secrets()) };
}

function cleanHeaders(answer: HttpAnswer, context: ReadContext): HttpAnswer {
  const header = (name: AnswerHeader): string | undefined => {
    const value = answer.header(name);
    return value === undefined ? undefined : redact(value, context.secrets());
  };
  return { ...answer, header };
}

/** @throws AtlasContentError `UNEXPECTED_CONTENT` for an answer that is no JSON of the API */
function checkJson(what: string, answer: HttpAnswer, parsed: JsonBody, context: ReadContext): void {
  if (!isJsonMediaType(answer.header("content-type"))) {
    const contentType = cleanHeaders(answer, context).header("content-type");
    throw unexpected(what, `its media type is ${describeType(contentType)}`);
  }
  if (!parsed.ok) throw unexpected(what, `it is ${parsed.why}`);
}

/** @throws AtlasContentError `UNEXPECTED_CONTENT` for JSON that is something else, such as an API error with status 200 */
function checkContent<T>(
  { what, content }: Question<T>,
  answer: HttpAnswer,
  sent: unknown,
  context: ReadContext,
): void {
  const { name, field } = content;
  const fields: Readonly<Record<string, unknown>> =
    typeof sent === "object" && sent !== null ? { ...sent } : {};
  if (fields[field] !== undefined && fields[field] !== null) return;
  const { error, errorCode } = decodeApiError(cleanContentOf(answer, context).body);
  const found = [error, errorCode].filter((part) => part !== undefined).join(" ");
  const but = found === "" ? "" : `, but an error: ${oneLine(found, 80)}`;
  const message = `cannot read ${what}: the response has status 200, but no ${field}: it is not ${name}${but}. ${CHECK}`;
  throw new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 });
}

function decodeBody<T>(
  { what, decode }: Question<T>,
  answer: HttpAnswer,
  sent: unknown,
  context: ReadContext,
): T {
  const decoded = decode(sent);
  if (decoded.ok && decoded.warnings.length === 0) return decoded.value;
  // What is said of a body quotes it, cut to a length at which a secret would not be recognized any more.
  const said = decode(cleanContentOf(answer, context).body);
  if (!decoded.ok) throw undecodable(what, said.ok ? ["it holds credentials"] : said.problems);
  for (const warning of said.ok ? said.warnings : []) context.warn(`${what}: ${warning}`);
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
