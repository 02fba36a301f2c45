import { redact, redactJson } from "../client/redact.js";
import { type RetryResult } from "../client/retry.js";
import { decodeApiError } from "../codec/api-error.js";
import { type Decoded } from "../codec/decoded.js";
import { unwrapEnvelope } from "../codec/envelope.js";
import { AtlasContentError, oneLine } from "../../errors/index.js";
import { type ResponseHeader, type HttpResponse } from "../http/types.js";
import { apiError } from "./api-error.js";
import { isJsonMediaType, parseJsonBody, type JsonBody } from "./json-body.js";

/** Facts about the client that a response is decoded for. */
export interface ResponseContext {
  readonly baseUrl: string;
  /** The credentials by kind and place: `the API key from the stack configuration`. */
  readonly credentials: string;
  readonly retryTimeoutSeconds: number;
  readonly secrets: () => readonly string[];
  readonly warn: (line: string) => void;
}

/** A resource of the API: its name in messages, and how its body is decoded. */
export interface Endpoint<T> {
  /** Name in messages: `run nightly/32b6… in project 32b6…`. */
  readonly label: string;
  /** Names the thing that a 404 says does not exist, and what to check then. */
  readonly notFound: { readonly what: string; readonly advice: string };
  /** The field without which the body is something else. */
  readonly requiredField: string;
  /** Decodes the body, or lists every problem of it. */
  readonly decode: (body: unknown) => Decoded<T>;
}

/**
 * Decodes the result of a read.
 *
 * @throws AtlasApiError or AtlasContentError, with a message that names the endpoint
 */
export function decodeResponse<T>(endpoint: Endpoint<T>, result: RetryResult, context: ResponseContext): T {
  const { label } = endpoint;
  const { response, ...attempts } = result;
  const parsed = parseJsonBody(response.body);
  const { status, body: sent } = contentOf(response, parsed);
  if (response.from === "api" && status === 200) {
    checkJson(label, response, parsed, context);
    checkContent(endpoint, response, sent, context);
    return decodeBody(endpoint, response, sent, context);
  }
  if (status === 200) throw notJson(label, "no token from the token endpoint of Atlas (status 200)");
  const { body } = redactedContent(response, context);
  throw apiError({
    ...attempts,
    ...context,
    ...endpoint,
    response: redactedHeaders(response, context),
    status,
    body,
  });
}

/** Returns the status that counts, and the body without its envelope. */
function contentOf(response: HttpResponse, parsed: JsonBody): { status: number; body: unknown } {
  return unwrapEnvelope(parsed.ok ? parsed.value : undefined, response.status);
}

/** Returns the same without secrets that the server may have echoed, however JSON has escaped them. */
function redactedContent(
  response: HttpResponse,
  context: ResponseContext,
): { status: number; body: unknown } {
  // Parsed again, since redaction changes the value in place, and a part of it may be in a run already.
  const { status, body } = contentOf(response, parseJsonBody(response.body));
  return { status, body: redactJson(body, context.secrets()) };
}

function redactedHeaders(response: HttpResponse, context: ResponseContext): HttpResponse {
  const header = (name: ResponseHeader): string | undefined => {
    const value = response.header(name);
    return value === undefined ? undefined : redact(value, context.secrets());
  };
  return { ...response, header };
}

/** @throws AtlasContentError `UNEXPECTED_CONTENT` for a response that is not JSON of the API */
function checkJson(label: string, response: HttpResponse, parsed: JsonBody, context: ResponseContext): void {
  if (!isJsonMediaType(response.header("content-type"))) {
    const contentType = redactedHeaders(response, context).header("content-type");
    const type = contentType === undefined ? "no media type" : `media type ${oneLine(contentType, 80)}`;
    throw notJson(label, `not a response of the Atlas API (status 200, ${type})`);
  }
  if (!parsed.ok) throw notJson(label, `not a response of the Atlas API (status 200, ${parsed.why})`);
}

/** @throws AtlasContentError `UNEXPECTED_CONTENT` for other JSON, such as an API error with status 200 */
function checkContent<T>(
  { label, requiredField }: Endpoint<T>,
  response: HttpResponse,
  sent: unknown,
  context: ResponseContext,
): void {
  const fields: Readonly<Record<string, unknown>> =
    typeof sent === "object" && sent !== null ? { ...sent } : {};
  if (fields[requiredField] !== undefined && fields[requiredField] !== null) return;
  const { error, errorCode } = decodeApiError(redactedContent(response, context).body);
  const found = [error, errorCode].filter((part) => part !== undefined).join(" ");
  const but = found === "" ? "" : `, but error ${oneLine(found, 80)}`;
  throw notJson(label, `unexpected response (status 200, no field ${requiredField}${but})`);
}

function decodeBody<T>(
  { label, decode }: Endpoint<T>,
  response: HttpResponse,
  sent: unknown,
  context: ResponseContext,
): T {
  const decoded = decode(sent);
  if (decoded.ok && decoded.warnings.length === 0) return decoded.value;
  // Redact before the messages are made: they quote truncated values, in which a secret would not be found.
  const redacted = decode(redactedContent(response, context).body);
  if (!decoded.ok) throw undecodable(label, redacted.ok ? ["it holds credentials"] : redacted.problems);
  for (const warning of redacted.ok ? redacted.warnings : []) context.warn(`${warning}: ${label}`);
  return decoded.value;
}

function notJson(label: string, why: string): AtlasContentError {
  const message = `${why}, reading ${label}. Check mongodbatlas:baseUrl and any proxy`;
  return new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 });
}

/** Most problems that one message lists: all of a run, and a few of a page with hundreds of runs. */
const MAX_PROBLEMS = 20;

function undecodable(label: string, problems: readonly string[]): AtlasContentError {
  const more = problems.length > MAX_PROBLEMS ? `; and ${problems.length - MAX_PROBLEMS} more` : "";
  const message = `invalid response from Atlas: ${problems.slice(0, MAX_PROBLEMS).join("; ")}${more}, reading ${label}`;
  return new AtlasContentError("DECODE", message, { status: 200, problems });
}
