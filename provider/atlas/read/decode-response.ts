import { isLeft, isRight, type Either } from "fp-ts/lib/Either.js";
import { type AtlasClient } from "../client/client.js";
import { type RetryResult } from "../client/retry.js";
import { unwrapEnvelope, isJsonMediaType, parseJsonBody } from "../codec/json-body.js";
import { MAX_PROBLEMS, showValue } from "../codec/problems.js";
import { AtlasContentError, oneLine } from "../../errors/index.js";
import { type HttpResponse } from "../http/types.js";
import { reading, sourceOf, unexpectedContent, urlAdvice, type FailedRead } from "./read-error.js";
import { statusError } from "./status-error.js";

/** Most bytes of an error body that is shown. One of Atlas has a few hundred. */
const LARGEST_ERROR = 100_000;

/** A resource of the API: its name in messages, and how its body is decoded. */
export interface Endpoint<T> extends Pick<FailedRead, "label" | "notFoundAdvice"> {
  /** The field without which the body is something else. */
  readonly requiredField: string;
  /** Decodes the body, or lists the first problems of it. */
  readonly decode: (
    body: unknown,
  ) => Either<readonly string[], { readonly value: T; readonly warnings: readonly string[] }>;
}

/**
 * Decodes the result of a read.
 *
 * @param client It redacts the secrets that it has after the read.
 * @param warn Receives the warnings of the codec, one line each.
 * @throws AtlasApiError or AtlasContentError, with a message that names the endpoint
 */
export function decodeResponse<T>(
  endpoint: Endpoint<T>,
  { response: sent, ...attempts }: RetryResult,
  client: FailedRead["client"] & Pick<AtlasClient, "redact">,
  warn: (line: string) => void,
): T {
  const { label } = endpoint;
  const { redact } = client;
  const response: HttpResponse = { ...sent, header: (name) => redact(sent.header(name) ?? "") };
  const parsed = parseJsonBody(response.body, redact);
  const { status, body } = unwrapEnvelope(isRight(parsed) ? parsed.right.value : undefined, response.status);
  if (status !== 200) {
    const shown = response.body.length > LARGEST_ERROR ? undefined : body;
    throw statusError({ ...endpoint, ...attempts, client }, response, status, shown);
  }
  const problem =
    notAtlas(response, parsed) ?? notContent(endpoint.requiredField, body) ?? secretContent(parsed);
  if (problem !== undefined) throw unexpectedContent(label, problem, urlAdvice(client));
  const decoded = endpoint.decode(body);
  if (isLeft(decoded)) throw undecodable(label, sourceOf(client), decoded.left);
  for (const warning of decoded.right.warnings) warn(`${warning}: ${label.join("")}`);
  return decoded.right.value;
}

/** Says why a response is not JSON of the API, if it is not. */
function notAtlas(response: HttpResponse, parsed: ReturnType<typeof parseJsonBody>): string | undefined {
  if (response.from === "token") return "no token from the token endpoint of Atlas (status 200)";
  const contentType = response.header("content-type") ?? "";
  const type = contentType === "" ? "no media type" : `media type ${oneLine(contentType, 80)}`;
  const why = isJsonMediaType(contentType) ? (isLeft(parsed) ? parsed.left : undefined) : type;
  return why === undefined ? undefined : `not a response of the Atlas API (status 200, ${why})`;
}

/** Says what is missing in other JSON, and what is in a body that says that it is an error. */
function notContent(requiredField: string, sent: unknown): string | undefined {
  const fields = (sent ?? {}) as Readonly<Record<string, unknown>>;
  const isError = (name: string, value: unknown): boolean =>
    name === "status" ? typeof value === "number" && value !== 200 : value !== undefined && value !== null;
  const show = (value: unknown): string => (typeof value === "number" ? String(value) : showValue(value));
  const found = ["status", "error", "errorCode"]
    .filter((name) => isError(name, fields[name]))
    .map((name) => `${name} ${show(fields[name])}`);
  const missing = (fields[requiredField] ?? null) === null ? `, no field ${requiredField}` : "";
  const but = found.length === 0 ? "" : `, but the body has ${found.join(", ")}`;
  return missing + but === "" ? undefined : `unexpected response (status 200${missing}${but})`;
}

/** Says so if a run or a list has secrets, which no output may show. */
function secretContent(parsed: ReturnType<typeof parseJsonBody>): string | undefined {
  if (isRight(parsed) && !parsed.right.isRedacted) return undefined;
  return "the response contains the credentials of the read (status 200)";
}

function undecodable(
  label: FailedRead["label"],
  source: string,
  found: readonly string[],
): AtlasContentError {
  const problems = found.slice(0, MAX_PROBLEMS);
  const more = found.length > MAX_PROBLEMS ? "; and more" : "";
  const problem = `invalid response from ${source}: ${problems.join("; ")}${more}`;
  return reading(label, new AtlasContentError("DECODE", problem, { status: 200, problems }));
}
