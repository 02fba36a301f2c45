import { type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Answer } from "./answer.js";
import { type OpenRecord } from "./request-log.js";

type Framing = "contentLength" | "chunked";

/** Without this a reset can overtake the bytes before it, and the client sees nothing of the answer. */
const RESET_PAUSE_MS = 20;

/** One answer on its way to the client, whole or spoiled. Notes in the record what the client gets to see. */
export class Reply {
  readonly #over = new AbortController();

  constructor(
    private readonly response: ServerResponse,
    private readonly record: OpenRecord,
    private readonly resetConnection: () => void,
  ) {
    response.once("close", () => {
      this.#over.abort();
    });
  }

  /** Rejects when the connection is closed meanwhile. */
  async wait(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#over.signal });
  }

  send(answer: Answer): void {
    this.#head(answer, "contentLength");
    this.response.end(answer.body);
  }

  /** Sends the head, announcing the whole body, and half of the body. */
  async sendHalf(answer: Answer, framing: Framing = "contentLength"): Promise<void> {
    this.#head(answer, framing);
    await this.#write(answer.body.subarray(0, Math.ceil(answer.body.length / 2)));
  }

  async sendSlowly(answer: Answer, millisecondsPerByte: number): Promise<void> {
    this.#head(answer, "contentLength");
    this.response.flushHeaders();
    for (const byte of answer.body) {
      await this.wait(millisecondsPerByte);
      await this.#write(Buffer.of(byte));
    }
    this.response.end();
  }

  end(): void {
    this.response.destroy();
  }

  async reset(): Promise<void> {
    if (this.response.headersSent) await this.wait(RESET_PAUSE_MS);
    this.resetConnection();
  }

  #head({ status, headers, body }: Answer, framing: Framing): void {
    if (framing === "contentLength") this.response.setHeader("Content-Length", body.length);
    for (const [name, value] of Object.entries(headers)) this.response.setHeader(name, value);
    this.response.writeHead(status);
    this.record.status = status;
    this.record.challenged = /^digest /i.test(headers["WWW-Authenticate"] ?? "");
  }

  #write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.response.write(bytes, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }
}
