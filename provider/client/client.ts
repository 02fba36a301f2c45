import { createAuthenticator, type Authenticator } from "../auth/index.js";
import { type ReadConfig } from "../config/index.js";
import { type HttpRequest } from "../http.js";
import { systemClock, type Clock } from "./clock.js";
import { Limiter } from "./limiter.js";
import { withRetries, type RetryResult } from "./retry.js";
import { type Outcome } from "./retry-policy.js";
import { InFlight } from "./shared.js";
import { createTransport } from "./transport.js";
import { userAgent } from "./user-agent.js";

/** The version of the API that every request asks for. */
export const API_MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json";

/** Told of each pause before a retry. */
export type OnPause = (outcome: Outcome, attempt: number, pauseMs: number) => void;

/** Reads from the Atlas Administration API with one configuration. */
export class AtlasClient {
  readonly #config: ReadConfig;
  readonly #clock: Clock;
  readonly #authenticator: Authenticator;
  readonly #limiter: Limiter;
  readonly #inFlight = new InFlight<RetryResult>();

  constructor(config: ReadConfig, clock: Clock = systemClock) {
    this.#config = config;
    this.#clock = clock;
    const transport = createTransport({
      baseUrl: config.baseUrl,
      ...config.settings,
      userAgent: userAgent(),
    });
    this.#authenticator = createAuthenticator(config.credentials, config.baseUrl, transport);
    this.#limiter = new Limiter(config.settings.maxConcurrentRequests);
  }

  /**
   * Gets a path, with retries. Whoever asks for a path while it is under way shares its requests; what has
   * ended is never served again.
   */
  get(path: string, onPause: OnPause): Promise<RetryResult> {
    // The deadline of a read begins with its turn, so that waiting for the turn is never mistaken for a slow server.
    return this.#inFlight.run(path, () => this.#limiter.run(() => this.#getWithRetries(path, onPause)));
  }

  #getWithRetries(path: string, onPause: OnPause): Promise<RetryResult> {
    const url = this.#config.baseUrl + path;
    const request: HttpRequest = { method: "GET", url, headers: { accept: API_MEDIA_TYPE } };
    const attempt = (signal: AbortSignal): Promise<Outcome> =>
      this.#authenticator.send(request, signal).then(
        (answer) => ({ answer }),
        (error: unknown) => ({ error }),
      );
    const timeoutSeconds = this.#config.settings.retryTimeoutSeconds;
    return withRetries(attempt, { timeoutSeconds, clock: this.#clock, onPause });
  }

  /** Where this client reads, without a slash at the end. */
  get baseUrl(): string {
    return this.#config.baseUrl;
  }

  /** The limit of one read with all its retries, in seconds. */
  get retryTimeoutSeconds(): number {
    return this.#config.settings.retryTimeoutSeconds;
  }

  /** Every secret of this client, in every form in which it is sent. */
  secrets(): readonly string[] {
    return this.#authenticator.secrets();
  }

  /** Gives back what was issued to this client. Never fails. */
  close(): Promise<void> {
    return this.#authenticator.close();
  }
}
