import { redact, redactJson, type RetryResult } from "../client/index.js";
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
  const answer = withoutSecrets(outcome.answer, context.secrets());
  const { body, status } = successOrFailure(answer, context);
  if (answer.from === "token" || status !== 200) {
    throw status === 200
      ? noToken(what)
      : apiFailure(what, { ...tries, ...context, answer, status, body, missing });
  }
  return decodeBody(question, answer, context);
}

/** The answer, with headers that can be shown. */
function withoutSecrets(answer: HttpAnswer, secrets: readonly string[]): HttpAnswer {
  const header = (name: string): string | undefined => {
    const value = answer.header(name);
    return value === undefined ? undefined : redact(value, secrets);
  };
  return { ...answer, header };
}

/** The status that counts and the body, for an error without anything secret that the server may have echoed. */
function successOrFailure(answer: HttpAnswer, context: ReadContext): { status: number; body: unknown } {
  const parsed = parseJsonBody(answer.body);
  const { status, body } = unwrapEnvelope(parsed.ok ? parsed.value : undefined, answer.status);
  return { status, body: status === 200 ? body : redactJson(body, context.secrets()) };
}

function decodeBody<T>({ what, decode }: Question<T>, answer: HttpAnswer, context: ReadContext): T {
  const contentType = answer.header("content-type");
  if (!isJsonMediaType(contentType)) throw unexpected(what, `its media type is ${describeType(contentType)}`);
  const parsed = parseJsonBody(answer.body);
  if (!parsed.ok) throw unexpected(what, `it is ${parsed.why}`);
  const { body } = unwrapEnvelope(parsed.value, answer.status);
  const decoded = decode(body);
  if (!decoded.ok) {
    // The problems quote what the server sent: they are found again without anything secret in it.
    const again = decode(redactJson(body, context.secrets()));
    throw undecodable(
      what,
      again.ok ? decoded.problems.map((problem) => redact(problem, context.secrets())) : again.problems,
    );
  }
  for (const warning of decoded.warnings) context.warn(redact(`${what}: ${warning}`, context.secrets()));
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
