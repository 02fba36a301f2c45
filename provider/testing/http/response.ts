import { type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type LocalRequest, type OpenRecord } from "./request.js";

/** A response before it is sent. `Content-Length` is added when it is. */
export interface LocalResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A response with a JSON body, indented by so many spaces a level. */
export function jsonResponse(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
  indent = 0,
): LocalResponse {
  const body = Buffer.from(JSON.stringify(value, undefined, indent));
  return { status, headers: { "Content-Type": "application/json", ...headers }, body };
}

/**
 * A response of the API. With `envelope` its status stands in the body, beside the results of a list or else the whole body.
 * A 401 gets no envelope: a 200 would hide its challenge, which is in the headers.
 */
export function apiResponse(
  request: LocalRequest,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>>,
): LocalResponse {
  const isSet = (flag: string): boolean => request.query[flag]?.toLowerCase() === "true";
  const indent = isSet("pretty") ? 2 : 0;
  if (status === 401 || !isSet("envelope")) return jsonResponse(status, body, headers, indent);
  const enveloped = "results" in body ? { ...body, status } : { status, content: body };
  return jsonResponse(200, enveloped, headers, indent);
}

/** Without this a reset can overtake the bytes before it, and the client sees nothing of the response. */
const RESET_DELAY_MS = 20;

/** Sends one response, whole or spoiled, and records the status that the client gets. */
export class ResponseWriter {
  readonly #closed = new AbortController();

  constructor(
    private readonly response: ServerResponse,
    private readonly record: OpenRecord,
    private readonly resetConnection: () => void,
  ) {
    response.once("close", () => {
      this.#closed.abort();
    });
  }

  /** Rejects if the connection is closed meanwhile. */
  async wait(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#closed.signal });
  }

  send(response: LocalResponse): void {
    this.#sendHead(response);
    this.response.end(response.body);
  }

  /** Sends the head, which announces the whole body, and half of the body. */
  async sendHalf(response: LocalResponse, framing?: "contentLength" | "chunked"): Promise<void> {
    this.#sendHead(response, framing);
    await this.#write(response.body.subarray(0, Math.ceil(response.body.length / 2)));
  }

  async sendSlowly(response: LocalResponse, millisecondsPerByte: number): Promise<void> {
    this.#sendHead(response);
    this.response.flushHeaders();
    for (const byte of response.body) {
      await this.wait(millisecondsPerByte);
      await this.#write(Buffer.of(byte));
    }
    this.response.end();
  }

  end(): void {
    this.response.destroy();
  }

  async reset(): Promise<void> {
    if (this.response.headersSent) await this.wait(RESET_DELAY_MS);
    this.resetConnection();
  }

  #sendHead({ status, headers, body }: LocalResponse, framing = "contentLength"): void {
    if (framing === "contentLength") this.response.setHeader("Content-Length", body.length);
    for (const [name, value] of Object.entries(headers)) this.response.setHeader(name, value);
    this.response.writeHead(status);
    this.record.status = status;
    this.record.challenged = /^digest /i.test(headers["WWW-Authenticate"] ?? "");
  }

  #write(bytes: Uint8Array): Promise<void> {
    return promisify((done: (error?: Error | null) => void) => this.response.write(bytes, done))();
  }
}
