import { AccessTokenAuthenticator } from "../auth/access-token.js";
import { ApiKeyAuthenticator } from "../auth/api-key.js";
import { type Authenticator } from "../auth/authenticator.js";
import { ServiceAccountAuthenticator } from "../auth/service-account.js";
import { describeCredentials } from "../../config/credentials.js";
import { type ReadConfig } from "../../config/resolve-config.js";
import { debugLog } from "../http/debug-log.js";
import { type HttpRequest, type HttpResponse, type Send } from "../http/types.js";
import { abortable } from "../async/abortable.js";
import { systemClock, type Clock } from "../async/clock.js";
import { withRetries, type RetryOptions, type RetryResult } from "./retry.js";
import { createTransport, type Transport } from "../http/transport.js";
import { RateLimit } from "./rate-limit.js";
import { ReadQueue } from "./read-queue.js";

/** Media type of the requested version of the API. */
const API_MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json";

/** Options of {@link AtlasClient.get}. */
export interface GetOptions {
  /** Called before each delay, with the reason for the retry and the number of attempts so far. */
  readonly onRetry: RetryOptions["onRetry"];
  /** Called once for each time that the rate limit holds all reads of the client back, with how many are done. */
  readonly onHold: (progress: ReadQueue["progress"], delayMs: number) => void;
  /** Ends the read and its request. */
  readonly signal: AbortSignal | undefined;
}

/** Reads from the Atlas Administration API with one configuration. */
export class AtlasClient {
  readonly #config: ReadConfig;
  readonly #clock: Clock;
  readonly #transport: Transport;
  readonly #authenticator: Authenticator;
  readonly #queue: ReadQueue;
  readonly #rateLimit: RateLimit;

  constructor(config: ReadConfig, clock: Clock = systemClock) {
    this.#config = config;
    this.#clock = clock;
    this.#transport = createTransport({ baseUrl: config.baseUrl, ...config.settings });
    this.#authenticator = createAuthenticator(config, this.#transport.send);
    this.#rateLimit = new RateLimit(clock);
    this.#queue = new ReadQueue({ ...config.settings, clock });
  }

  /**
   * Gets a path, with retries. Nothing is cached or shared: the response is one to a request that was sent after this call.
   *
   * @throws RetryError, or the reason of the signal
   */
  get(path: string, options: GetOptions): Promise<RetryResult> {
    if (this.#queue.progress.total === 0) this.#rateLimit.endLongHold(this.retryTimeoutSeconds * 1000);
    if (debugLog.enabled && !this.#queue.isOpen) debugLog(`GET ${path}: waits in the queue`);
    // The deadline of a read begins when it leaves the queue, so that time in the queue never counts for the server.
    const read = this.#queue.run(() => this.#getWithRetries(path, options), options.signal);
    return abortable(read, options.signal);
  }

  #getWithRetries(path: string, { onRetry, onHold, signal }: GetOptions): Promise<RetryResult> {
    const url = this.#config.baseUrl + path;
    const request: HttpRequest = { method: "GET", url, headers: { accept: API_MEDIA_TYPE } };
    const send = (end: AbortSignal, attempt: number): Promise<HttpResponse> =>
      this.#authenticator.send({ ...request, attempt }, end);
    const timeoutSeconds = this.#config.settings.retryTimeoutSeconds;
    return withRetries(send, {
      timeoutSeconds,
      clock: this.#clock,
      rateLimit: this.#rateLimit,
      signal,
      onRetry: (reason, attempts, delayMs) => {
        if (debugLog.enabled)
          debugLog(`GET ${path}: waits ${Math.round(delayMs)} ms after attempt ${attempts} (${reason})`);
        onRetry(reason, attempts, delayMs);
      },
      onHold: (delayMs) => {
        if (debugLog.enabled) debugLog(`rate limit: all reads wait ${Math.round(delayMs)} ms`);
        onHold(this.#queue.progress, delayMs);
      },
    });
  }

  /** Base URL without a slash at the end. */
  get baseUrl(): string {
    return this.#config.baseUrl;
  }

  /** Deadline of one read with all its retries, in seconds. */
  get retryTimeoutSeconds(): number {
    return this.#config.settings.retryTimeoutSeconds;
  }

  /** The credentials of this client by kind and place, without a value. */
  get credentials(): string {
    return describeCredentials(this.#config.credentials);
  }

  /** Returns every secret of this client, in every form in which it is sent. */
  secrets(): readonly string[] {
    return this.#authenticator.secrets();
  }

  /** Returns the requests that revoke the tokens of this client, and stops using these. */
  takeRevocations(): readonly HttpRequest[] {
    return this.#authenticator.takeRevocations();
  }

  /** Revokes the tokens of this client, and closes its connections. Never fails. */
  async close(): Promise<void> {
    await this.#authenticator.close();
    await this.#transport.close();
  }
}

function createAuthenticator({ baseUrl, credentials }: ReadConfig, send: Send): Authenticator {
  switch (credentials.kind) {
    case "accessToken":
      return new AccessTokenAuthenticator(credentials.accessToken, send);
    case "apiKey":
      return new ApiKeyAuthenticator(credentials, send);
    case "serviceAccount":
      return new ServiceAccountAuthenticator(credentials, baseUrl, send);
  }
}
