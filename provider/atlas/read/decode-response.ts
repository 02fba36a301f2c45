import { redact, redactJson } from "../client/redact.js";
import { type RetryResult } from "../client/retry.js";
import { decodeApiError } from "../codec/api-error.js";
import { unwrapEnvelope } from "../codec/envelope.js";
import { AtlasContentError, oneLine } from "../../errors/index.js";
import { type ResponseHeader, type HttpResponse } from "../http/types.js";
import { apiError } from "./api-error.js";
import { isJsonMediaType, parseJsonBody, type JsonBody } from "./json-body.js";
import { networkError } from "./network-error.js";

/** What the interpretation needs to know of the client that read. */
export interface ResponseContext {
  readonly baseUrl: string;
  readonly retryTimeoutSeconds: number;
  readonly secrets: () => readonly string[];
  readonly warn: (line: string) => void;
}

/** What was asked for, and how its body is decoded. */
export interface Endpoint<T> {
  /** What was asked for in words, for messages. */
  readonly label: string;
  /** The arguments that may be wrong where Atlas finds nothing, in words. */
  readonly notFoundHint: string;
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
export function decodeResponse<T>(endpoint: Endpoint<T>, result: RetryResult, context: ResponseContext): T {
  const { label: what, notFoundHint: missing } = endpoint;
  const { outcome, ...attempts } = result;
  if (!("response" in outcome)) {
    throw networkError(what, { ...attempts, error: outcome.error, baseUrl: context.baseUrl });
  }
  const { response } = outcome;
  const parsed = parseJsonBody(response.body);
  const { status, body: sent } = contentOf(response, parsed);
  if (response.from === "api" && status === 200) {
    checkJson(what, response, parsed, context);
    checkContent(endpoint, response, sent, context);
    return decodeBody(endpoint, response, sent, context);
  }
  if (status === 200) throw noToken(what);
  const { body } = cleanContentOf(response, context);
  throw apiError(what, {
    ...attempts,
    ...context,
    response: cleanHeaders(response, context),
    status,
    body,
    notFoundHint: missing,
  });
}

/** The status that counts, and the body as it was sent. */
function contentOf(response: HttpResponse, parsed: JsonBody): { status: number; body: unknown } {
  return unwrapEnvelope(parsed.ok ? parsed.value : undefined, response.status);
}

/** The same without anything secret that the server may have echoed, however JSON has escaped it. */
function cleanContentOf(response: HttpResponse, context: ResponseContext): { status: number; body: unknown } {
  // Parsed anew: what it is cleaned of may be part of a run already.
  const { status, body } = contentOf(response, parseJsonBody(response.body));
  return { status, body: redactJson(body, context.secrets()) };
}

function cleanHeaders(response: HttpResponse, context: ResponseContext): HttpResponse {
  const header = (name: ResponseHeader): string | undefined => {
    const value = response.header(name);
    return value === undefined ? undefined : redact(value, context.secrets());
  };
  return { ...response, header };
}

/** @throws AtlasContentError `UNEXPECTED_CONTENT` for an answer that is no JSON of the API */
function checkJson(what: string, response: HttpResponse, parsed: JsonBody, context: ResponseContext): void {
  if (!isJsonMediaType(response.header("content-type"))) {
    const contentType = cleanHeaders(response, context).header("content-type");
    throw unexpected(what, `its media type is ${describeType(contentType)}`);
  }
  if (!parsed.ok) throw unexpected(what, `it is ${parsed.why}`);
}

/** @throws AtlasContentError `UNEXPECTED_CONTENT` for JSON that is something else, such as an API error with status 200 */
function checkContent<T>(
  { label: what, content }: Endpoint<T>,
  response: HttpResponse,
  sent: unknown,
  context: ResponseContext,
): void {
  const { name, field } = content;
  const fields: Readonly<Record<string, unknown>> =
    typeof sent === "object" && sent !== null ? { ...sent } : {};
  if (fields[field] !== undefined && fields[field] !== null) return;
  const { error, errorCode } = decodeApiError(cleanContentOf(response, context).body);
  const found = [error, errorCode].filter((part) => part !== undefined).join(" ");
  const but = found === "" ? "" : `, but an error: ${oneLine(found, 80)}`;
  const message = `cannot read ${what}: the response has status 200, but no ${field}: it is not ${name}${but}. ${CHECK}`;
  throw new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 });
}

function decodeBody<T>(
  { label: what, decode }: Endpoint<T>,
  response: HttpResponse,
  sent: unknown,
  context: ResponseContext,
): T {
  const decoded = decode(sent);
  if (decoded.ok && decoded.warnings.length === 0) return decoded.value;
  // What is said of a body quotes it, cut to a length at which a secret would not be recognized any more.
  const said = decode(cleanContentOf(response, context).body);
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
