import { AccessTokens } from "./access-tokens.js";
import { Api } from "./api.js";
import { DigestGuard } from "./digest-guard.js";
import { type Fault } from "./fault.js";
import { FaultPlan, type FaultOptions } from "./fault-plan.js";
import { Listener } from "./listener.js";
import { NonceBook } from "./nonces.js";
import { OAuth } from "./oauth.js";
import { DEFAULTS, type LocalAtlasOptions } from "./options.js";
import { type LocalRun, type PipelineRunBody } from "./pipeline-run.js";
import { RequestLog, type RecordedRequest } from "./request-log.js";
import { RunStore } from "./runs.js";
import { Service } from "./service.js";

/** A running local Atlas. */
export interface LocalAtlas {
  /** Where it listens, such as `http://127.0.0.1:40123`. */
  readonly baseUrl: string;
  /** Every request so far, refused ones and those for tokens too, in the order of arrival. The list grows in place. */
  readonly requests: readonly RecordedRequest[];
  /** TCP connections accepted so far. */
  readonly connections: number;
  /** TCP connections that are open now. A client keeps one for its next request, and ends it with a request it gives up. */
  readonly openConnections: number;
  /** Adds a run, or replaces the one with the same project, pipeline and id. */
  setRun(run: LocalRun): void;
  /** Changes fields of a run. Throws if there is no such run. */
  updateRun(projectId: string, pipelineName: string, runId: string, patch: Partial<PipelineRunBody>): void;
  /** Removes a run; its pipeline and project stay. Throws if there is no such run. */
  removeRun(projectId: string, pipelineName: string, runId: string): void;
  /**
   * Lets something go wrong with the next requests that match, whether or not they carry credentials. Faults strike in
   * the order in which they were planned, each until its times are used up. Throws a RangeError or TypeError for
   * a fault that cannot be sent.
   */
  fail(fault: Fault, options?: FaultOptions): void;
  /** Forgets all faults that have yet to strike. */
  clearFaults(): void;
  /** Empties `requests`. */
  clearRequests(): void;
  /** How many valid tokens a service account holds; 0 for an unknown one. */
  liveTokens(clientId: string): number;
  /** Makes every Digest nonce stale. */
  expireNonces(): void;
  /** Makes every token that was issued to a service account invalid. Tokens of the options stay valid. */
  expireTokens(): void;
  /** Stops listening and ends all connections, with requests in flight too. Can be called again. */
  close(): Promise<void>;
}

/**
 * Starts a local Atlas: an HTTP server on 127.0.0.1 that answers requests for Data Lake Pipeline runs as Atlas does.
 * Close it when done. Rejects if it cannot listen on the port, or if the TLS key or certificate is not valid.
 *
 * ```ts
 * const atlas = await startLocalAtlas({ runs: [examplePipelineRun], accessTokens: [{ token: "t" }] });
 * atlas.fail({ type: "rateLimited", retryAfter: 1 }, { times: 2 });
 * ```
 */
export async function startLocalAtlas(options: LocalAtlasOptions = {}): Promise<LocalAtlas> {
  const atlas = new LocalAtlasServer(options);
  await atlas.listen(options.port ?? DEFAULTS.port);
  return atlas;
}

class LocalAtlasServer implements LocalAtlas {
  readonly #log = new RequestLog();
  readonly #faults = new FaultPlan();
  readonly #runs = new RunStore();
  readonly #nonces: NonceBook;
  readonly #tokens: AccessTokens;
  readonly #listener: Listener;
  #baseUrl = "";

  constructor(options: LocalAtlasOptions) {
    const { apiKeys = [], serviceAccounts = [], accessTokens = [], runs = [] } = options;
    this.#nonces = new NonceBook(options.nonceLifetimeSeconds ?? DEFAULTS.nonceLifetimeSeconds);
    this.#tokens = new AccessTokens(
      accessTokens,
      options.tokenLifetimeSeconds ?? DEFAULTS.tokenLifetimeSeconds,
    );
    const digest = new DigestGuard(apiKeys, this.#nonces);
    const api = new Api(this.#runs, digest, this.#tokens, () => this.#baseUrl);
    const oauth = new OAuth(serviceAccounts, this.#tokens, options.maxLiveTokens ?? DEFAULTS.maxLiveTokens);
    const service = new Service(this.#log, this.#faults, api, oauth);
    this.#listener = new Listener(options.tls, (incoming, response) => {
      const { remotePort } = incoming.socket;
      // What fails here is a connection that the client, a fault or close() has ended.
      service
        .handle(incoming, response, () => {
          this.#listener.reset(remotePort);
        })
        .catch(() => response.destroy());
    });
    for (const run of runs) this.setRun(run);
  }

  async listen(port: number): Promise<void> {
    await this.#listener.listen(port);
    this.#baseUrl = this.#listener.baseUrl;
  }

  get baseUrl(): string {
    return this.#baseUrl;
  }

  get requests(): readonly RecordedRequest[] {
    return this.#log.entries;
  }

  get connections(): number {
    return this.#listener.accepted;
  }

  get openConnections(): number {
    return this.#listener.open;
  }

  setRun(run: LocalRun): void {
    this.#runs.set(run);
  }

  updateRun(projectId: string, pipelineName: string, runId: string, patch: Partial<PipelineRunBody>): void {
    this.#runs.update(projectId, pipelineName, runId, patch);
  }

  removeRun(projectId: string, pipelineName: string, runId: string): void {
    this.#runs.remove(projectId, pipelineName, runId);
  }

  fail(fault: Fault, options?: FaultOptions): void {
    this.#faults.add(fault, options);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  clearRequests(): void {
    this.#log.clear();
  }

  liveTokens(clientId: string): number {
    return this.#tokens.live(clientId);
  }

  expireNonces(): void {
    this.#nonces.clear();
  }

  expireTokens(): void {
    this.#tokens.expireIssued();
  }

  close(): Promise<void> {
    return this.#listener.close();
  }
}
