import { redactor, type Redact } from "../client/redact.js";
import { type RetryResult } from "../client/retry.js";
import { type Decoded } from "../codec/decoded.js";
import { unwrapEnvelope } from "../codec/envelope.js";
import { MAX_PROBLEMS, showValue, type Show } from "../codec/problems.js";
import { AtlasContentError, oneLine } from "../../errors/index.js";
import { type ResponseHeader, type HttpResponse } from "../http/types.js";
import { apiError } from "./api-error.js";
import { isJsonMediaType, parseJsonBody, type JsonBody } from "./json-body.js";

/** Most bytes of an error body that is shown. One of Atlas has a few hundred. */
const LARGEST_ERROR = 100_000;

/** Facts about the client that a response is decoded for. */
export interface ResponseContext {
  readonly baseUrl: string;
  /** The credentials by kind and place: `the API key from the stack configuration`. */
  readonly credentials: string;
  readonly retryTimeoutSeconds: number;
  /** The secrets of the client as they are after the read. */
  readonly secrets: readonly string[];
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
  /** Decodes the body, or lists the first problems of it. */
  readonly decode: (body: unknown, show: Show) => Decoded<T>;
}

/**
 * Decodes the result of a read.
 *
 * @throws AtlasApiError or AtlasContentError, with a message that names the endpoint
 */
export function decodeResponse<T>(endpoint: Endpoint<T>, result: RetryResult, context: ResponseContext): T {
  const { label } = endpoint;
  const redact = redactor(context.secrets);
  const { response: sent, ...attempts } = result;
  const response = redactedHeaders(sent, redact);
  const parsed = parseJsonBody(response.body, redact);
  const { status, body } = contentOf(response, parsed);
  if (response.from === "api" && status === 200) {
    checkJson(label, response, parsed);
    checkContent(endpoint, body);
    checkSecrets(label, parsed);
    return decodeBody(endpoint, body, context);
  }
  if (status === 200) throw notJson(label, "no token from the token endpoint of Atlas (status 200)");
  const errorBody = response.body.length > LARGEST_ERROR ? undefined : body;
  throw apiError({ ...attempts, ...context, ...endpoint, response, status, body: errorBody });
}

/** Returns the status that counts, and the body without its envelope. */
function contentOf(response: HttpResponse, parsed: JsonBody): { status: number; body: unknown } {
  return unwrapEnvelope(parsed.ok ? parsed.value : undefined, response.status);
}

function redactedHeaders(response: HttpResponse, redact: Redact): HttpResponse {
  const header = (name: ResponseHeader): string | undefined => {
    const value = response.header(name);
    return value === undefined ? undefined : redact(value);
  };
  return { ...response, header };
}

/** @throws AtlasContentError `UNEXPECTED_CONTENT` for a response that is not JSON of the API */
function checkJson(label: string, response: HttpResponse, parsed: JsonBody): void {
  const contentType = response.header("content-type");
  if (!isJsonMediaType(contentType)) {
    const type = contentType === undefined ? "no media type" : `media type ${oneLine(contentType, 80)}`;
    throw notJson(label, `not a response of the Atlas API (status 200, ${type})`);
  }
  if (!parsed.ok) throw notJson(label, `not a response of the Atlas API (status 200, ${parsed.why})`);
}

/** @throws AtlasContentError `UNEXPECTED_CONTENT` for other JSON, and for a body that says that it is an error */
function checkContent<T>({ label, requiredField }: Endpoint<T>, sent: unknown): void {
  const fields = (sent ?? {}) as Readonly<Record<string, unknown>>;
  const isError = (name: string, value: unknown): boolean =>
    name === "status" ? typeof value === "number" && value !== 200 : value !== undefined && value !== null;
  const show = (value: unknown): string => (typeof value === "number" ? String(value) : showValue(value));
  const found = ["status", "error", "errorCode"]
    .filter((name) => isError(name, fields[name]))
    .map((name) => `${name} ${show(fields[name])}`);
  const missing = (fields[requiredField] ?? null) === null ? `, no field ${requiredField}` : "";
  const but = found.length === 0 ? "" : `, but the body has ${found.join(", ")}`;
  if (missing + but !== "") throw notJson(label, `unexpected response (status 200${missing}${but})`);
}

/** @throws AtlasContentError `UNEXPECTED_CONTENT` for a run or a list with secrets, which no output may show */
function checkSecrets(label: string, parsed: JsonBody): void {
  if (parsed.ok && !parsed.isRedacted) return;
  throw notJson(label, "the response contains the credentials of the read (status 200)");
}

function decodeBody<T>({ label, decode }: Endpoint<T>, sent: unknown, { warn }: ResponseContext): T {
  const decoded = decode(sent, showValue);
  if (!decoded.ok) throw undecodable(label, decoded.problems);
  for (const warning of decoded.warnings) warn(`${warning}: ${label}`);
  return decoded.value;
}

function notJson(label: string, why: string): AtlasContentError {
  const message = `${why}, reading ${label}. Check mongodbatlas:baseUrl and any proxy`;
  return new AtlasContentError("UNEXPECTED_CONTENT", message, { status: 200 });
}

function undecodable(label: string, found: readonly string[]): AtlasContentError {
  const problems = found.slice(0, MAX_PROBLEMS);
  const more = found.length > MAX_PROBLEMS ? "; and more" : "";
  const message = `invalid response from Atlas: ${problems.join("; ")}${more}, reading ${label}`;
  return new AtlasContentError("DECODE", message, { status: 200, problems });
}
