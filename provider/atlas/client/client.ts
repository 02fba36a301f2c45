import { setTimeout as sleep } from "node:timers/promises";
import { createAuthenticator } from "../auth/authenticator.js";
import { describeCredentials } from "../../config/credentials.js";
import { settingName, type ProviderArgument, type ReadConfig } from "../../config/resolve-config.js";
import { reasonError, reasonText } from "../../errors/index.js";
import { withDeadline } from "../async/abort.js";
import { WaitList } from "../async/wait-list.js";
import { debugLog } from "../http/debug-log.js";
import { isTransientStatus, retryDelay } from "../http/retry-policy.js";
import { createTransport, type Transport } from "../http/transport.js";
import { TransportError } from "../http/transport-error.js";
import { type Authenticator, type DetachedRequest, type HttpResponse } from "../http/types.js";
import { RateLimit } from "./rate-limit.js";
import { redactor } from "./redact.js";
import { RetryError, type RetryResult } from "./retry.js";

/** Media type of the requested version of the API. */
const API_MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json";

/** Options of {@link AtlasClient.get}. */
export interface GetOptions {
  /** Called before each delay, with the reason for the retry and the number of attempts so far. */
  readonly onRetry: (reason: string, attempts: number, delayMs: number) => void;
  /** Called once for each hold of the rate limit: how many reads have ended since there was none, of how many. */
  readonly onHold: (progress: { readonly done: number; readonly total: number }, delayMs: number) => void;
  /** Ends the read and its request. */
  readonly signal: AbortSignal | undefined;
}

/** Reads from the Atlas Administration API with one configuration. */
export class AtlasClient {
  readonly #config: ReadConfig;
  readonly #transport: Transport;
  readonly #authenticator: Authenticator;
  readonly #rateLimit: RateLimit;
  /** Reads that wait for a place, those that have one, and those that have ended since there was none. */
  readonly #queue = new WaitList();
  #running = 0;
  #done = 0;
  /** Reads that have ended with a response which is not to be retried. */
  #responses = 0;
  #redactor: { readonly key: string; readonly redact: (text: string) => string } | undefined;

  constructor(config: ReadConfig) {
    this.#config = config;
    this.#transport = createTransport({ baseUrl: config.baseUrl, ...config.settings });
    this.#authenticator = createAuthenticator(config, this.#transport.send);
    this.#rateLimit = new RateLimit(config.settings.retryTimeoutSeconds * 1000);
  }

  /**
   * Gets a path: waits for a place among `maxConcurrentReads`, then makes attempts until one ends with a final response
   * or error, or the next could not begin within `retryTimeoutSeconds`. Time in the queue does not count.
   *
   * Nothing is cached or shared: the response is one to a request that was sent after this call.
   *
   * @throws RetryError, or the reason of the signal
   */
  async get(path: string, options: GetOptions): Promise<RetryResult> {
    const { maxConcurrentReads, retryTimeoutSeconds: seconds } = this.#config.settings;
    const { signal } = options;
    signal?.throwIfAborted();
    if (this.#running < maxConcurrentReads) {
      this.#running += 1;
    } else {
      debugLog("GET %s: waits in the queue", path);
      await this.#queue.wait(signal);
    }
    const late = (): Error => deadlineError(`no complete response within ${seconds} s`);
    try {
      return await withDeadline(seconds * 1000, late, signal, (end) => this.#attempts(path, options, end));
    } finally {
      this.#done += 1;
      // The next read of the queue takes this place.
      if (!this.#queue.next()) this.#running -= 1;
      if (this.#running === 0) this.#done = 0;
    }
  }

  async #attempts(
    path: string,
    { onRetry, onHold, signal }: GetOptions,
    end: AbortSignal,
  ): Promise<RetryResult> {
    const seconds = this.retryTimeoutSeconds;
    const request = { method: "GET", url: this.baseUrl + path, headers: { accept: API_MEDIA_TYPE } } as const;
    const [start, responses] = [performance.now(), this.#responses];
    const left = (): number => seconds * 1000 - (performance.now() - start);
    let last: Outcome = {};
    let attempts = 0;
    /** Delay until the next attempt, in milliseconds; 0 after a final one. */
    let due = 0;
    try {
      for (;;) {
        due = this.#rateLimit.delay;
        if (due >= left()) break;
        await this.#rateLimit.enter(end, (delay) => {
          debugLog("rate limit: all reads wait %d ms", Math.round(delay));
          onHold({ done: this.#done, total: this.#done + this.#running + this.#queue.size }, delay);
        });
        attempts += 1;
        last = await this.#authenticator.send({ ...request, attempt: attempts }, end).then(
          (response) => ({ response }),
          (error: unknown) => ({ error }),
        );
        this.#rateLimit.leave(last.response);
        due = mayPass(last) ? retryDelay(last.response, attempts) : 0;
        if (due === 0 || due >= left()) break;
        // The rate limit holds all reads back together.
        if (last.response?.status === 429) continue;
        const reason = reasonOf(last);
        debugLog("GET %s: waits %d ms after attempt %d (%s)", path, Math.round(due), attempts, reason);
        onRetry(reason, attempts, due);
        await sleep(due, undefined, { signal: end });
      }
    } catch (error) {
      if (!end.aborted) throw error;
      due = this.#rateLimit.delay || due;
    }
    if (signal?.aborted) throw reasonError(signal.reason);
    if (attempts === 0) last = { error: rateLimited(seconds) };
    const isLate = due > 0 || end.aborted;
    if (!isLate && last.response) this.#responses += 1;
    // Without a response meanwhile, the queued reads would only wait for the same, one deadline after another.
    if (isLate && this.#responses === responses) {
      const why = `timed out in the queue: no read succeeded (${reasonOf(last)})`;
      this.#queue.fail(new RetryError(0, 0, deadlineError(why)));
    }
    const elapsedSeconds = (performance.now() - start) / 1000;
    if (last.response === undefined) throw new RetryError(attempts, elapsedSeconds, last.error);
    const dueDelaySeconds = due > 0 ? due / 1000 : undefined;
    return { response: last.response, attempts, elapsedSeconds, dueDelaySeconds };
  }

  /** Base URL without a slash at the end. */
  get baseUrl(): string {
    return this.#config.baseUrl;
  }

  /** Deadline of one read with all its retries, in seconds. */
  get retryTimeoutSeconds(): number {
    return this.#config.settings.retryTimeoutSeconds;
  }

  /** Whether the warning of the end of the API is shown. */
  get showDeprecation(): boolean {
    return this.#config.settings.showDeprecation;
  }

  /** The credentials of this client by kind and place, without a value. */
  get credentials(): string {
    return describeCredentials(this.#config.credentials);
  }

  /** Names a setting of this client in a message. */
  settingName(setting: ProviderArgument): string {
    return settingName(setting, this.#config.credentials);
  }

  /** Returns a function that redacts the secrets of this client, those that it has received so far included. */
  get redact(): (text: string) => string {
    const secrets = this.#authenticator.secrets();
    const key = secrets.join(" ");
    // Made once: for each read, the forms of the secrets would cost a tenth of it.
    if (this.#redactor?.key !== key) this.#redactor = { key, redact: redactor(secrets) };
    return this.#redactor.redact;
  }

  /** Returns the requests that revoke the tokens of this client, and stops using these. */
  takeRevocations(): readonly DetachedRequest[] {
    return (this.#authenticator.takeRevocations?.() ?? []).map(this.#transport.detach);
  }

  /** Revokes the tokens of this client, and closes its connections. Never fails. */
  async close(): Promise<void> {
    await this.#authenticator.close?.();
    await this.#transport.close();
  }
}

/** The response or the error of an attempt. */
interface Outcome {
  readonly response?: HttpResponse;
  readonly error?: unknown;
}

function mayPass({ response, error }: Outcome): boolean {
  return response ? isTransientStatus(response.status) : error instanceof TransportError && error.retryable;
}

function reasonOf({ response, error }: Outcome): string {
  return response ? `status ${response.status}` : reasonText(error);
}

function deadlineError(message: string): TransportError {
  return new TransportError("deadline", message, false);
}

/** The error of a read without an attempt. */
function rateLimited(seconds: number): TransportError {
  return new TransportError("held", `the rate limit of Atlas allows no request within ${seconds} s`, false);
}
