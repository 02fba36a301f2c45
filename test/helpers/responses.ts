import assert from "node:assert/strict";
import { redactor } from "../../provider/atlas/client/redact.js";
import { type RetryResult } from "../../provider/atlas/client/retry.js";
import { AtlasError } from "../../provider/index.js";
import { type HttpResponse } from "../../provider/atlas/http/types.js";
import { settingName } from "../../provider/config/resolve-config.js";
import { decodeResponse } from "../../provider/atlas/read/decode-response.js";
import { type RunFields } from "../../provider/atlas/codec/run.js";
import { runEndpoint } from "../../provider/atlas/read/read-run.js";
import { type RunRef } from "../../provider/run/run-ref.js";

/** A run whose three names differ from each other, so that one taken for another is seen. */
export const REF = {
  projectId: "5e2211c17a3e5a48f5497de3",
  pipelineName: "nightly",
  pipelineRunId: "6f1122c17a3e5a48f5497de4",
} as const;

export const PIPELINE = { projectId: REF.projectId, pipelineName: REF.pipelineName } as const;

export const ID = "5e2211c17a3e5a48f5497de3/nightly/6f1122c17a3e5a48f5497de4";

/** The run in messages. */
export const WHAT = "run nightly/6f1122c17a3e5a48f5497de4 in project 5e2211c17a3e5a48f5497de3";

/** The run in progress messages. */
export const NAME = "nightly/6f1122c17a3e5a48f5497de4";

/** What the messages of a client tell of it. */
export const CLIENT = {
  baseUrl: "https://cloud.mongodb.com",
  credentials: "the API key from the stack configuration",
  retryTimeoutSeconds: 7,
  showDeprecation: true,
  settingName: (setting: Parameters<typeof settingName>[0]): string =>
    settingName(setting, { source: "the stack configuration" }),
} as const;

/** A client that a response is decoded for, its secrets, and where warnings go. */
export const CONTEXT = {
  ...CLIENT,
  secrets: [] as readonly string[],
  warn: (_line: string): void => undefined,
} as const;

/** What comes of the read of one run. */
export function interpretRun(
  ref: RunRef,
  result: RetryResult,
  { secrets, warn, ...client }: typeof CONTEXT,
): RunFields {
  return decodeResponse(runEndpoint(ref), result, { ...client, redact: redactor(secrets) }, warn);
}

/** What Atlas sends besides the names of the run, with a value of its own in each field. */
export const FIELDS = {
  backupFrequencyType: "DAILY",
  createdDate: "2025-05-04T09:42:00Z",
  datasetName: "v1$atlas$snapshot$Cluster0$db$coll$20250504T094200Z",
  datasetRetentionPolicy: { lastModifiedDate: "2025-01-02T03:04:05Z", units: "DAYS", value: 42 },
  lastUpdatedDate: "2025-05-04T10:00:00Z",
  phase: "INGESTION",
  pipelineId: "111111111111111111111111",
  scheduledDeletionDate: "2025-06-15T09:42:00Z",
  snapshotId: "222222222222222222222222",
  state: "DONE",
  stats: { bytesExported: 1024, numDocs: 7 },
} as const;

export const BODY = { _id: REF.pipelineRunId, groupId: REF.projectId, ...FIELDS } as const;

export interface ResponseParts {
  readonly status?: number;
  readonly body?: unknown;
  /** One that is undefined is not there. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly from?: HttpResponse["from"];
}

/** A response: bytes and text as they are, anything else as JSON. */
export function response({
  status = 200,
  body = BODY,
  headers = {},
  from = "api",
}: ResponseParts): HttpResponse {
  const all: Readonly<Record<string, string | undefined>> = {
    "content-type": "application/json",
    ...headers,
  };
  const bytes = body instanceof Uint8Array ? body : Buffer.from(textOf(body));
  return { status, body: bytes, from, header: (name) => all[name.toLowerCase()] };
}

function textOf(body: unknown): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}

/** What a client's `get` resolves to when Atlas responds at once. */
export function responded(parts: ResponseParts, attempts: Partial<RetryResult> = {}): RetryResult {
  const last = { attempts: 1, elapsedSeconds: 0.1, dueDelaySeconds: undefined };
  return { response: response(parts), ...last, ...attempts };
}

/** The error of this package that a call throws. */
export function thrownBy(call: () => unknown): AtlasError {
  try {
    call();
  } catch (error) {
    if (error instanceof AtlasError) return error;
    throw error;
  }
  throw new Error("expected an error, got a result");
}

/** The error of this package that a promise rejects with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<AtlasError> {
  const error: unknown = await promise.then(
    () => new Error("expected a rejection, got a result"),
    (reason: unknown) => reason,
  );
  if (error instanceof AtlasError) return error;
  throw error;
}

/** The message of an error without the code, with which it ends. */
export function saidBy({ message, code }: AtlasError): string {
  const end = ` [${code}]`;
  assert.ok(message.endsWith(end), message);
  return message.slice(0, -end.length);
}

/** What an error says of itself: its own fields, and its message without the code. */
export function facts(error: AtlasError): Record<string, unknown> {
  return { ...Object.fromEntries(Object.entries(error)), message: saidBy(error) };
}

/** The run of `REF` in a state, or without one. */
export function runIn(state?: string, fields: Partial<RunFields> = {}): RunFields {
  return { ...REF, ...(state !== undefined && { state }), ...fields };
}

/** An id of Atlas for a number. */
export function hexId(n: number): string {
  return n.toString(16).padStart(24, "0");
}

/** Numbers from one up to, not including, another. */
export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);
}

/** The numbers of runs. */
export function numbersOf(found: readonly RunFields[]): readonly number[] {
  return found.map((run) => parseInt(run.pipelineRunId, 16));
}
