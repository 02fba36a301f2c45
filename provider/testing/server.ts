import { AccessTokens } from "./auth/access-tokens.js";
import { Api } from "./api/api.js";
import { checkFail, checkPatch, checkRun } from "./scenario/check-arguments.js";
import { checkScenario } from "./scenario/check-scenario.js";
import { DigestGuard } from "./auth/digest-guard.js";
import { type Fault } from "./faults/fault.js";
import { FaultPlan, type FaultOptions } from "./faults/fault-plan.js";
import { Listener } from "./http/listener.js";
import { type LocalAtlas } from "./local-atlas.js";
import { NonceBook } from "./auth/nonces.js";
import { NO_OBSERVER, type Observer } from "./observer.js";
import { OAuth } from "./auth/oauth.js";
import { DEFAULTS, type LocalAtlasOptions } from "./scenario/options.js";
import { type LocalRun, type PipelineRunBody } from "./runs/pipeline-run.js";
import { RequestLog, type RecordedRequest } from "./http/request-log.js";
import { RunStore } from "./runs/runs.js";
import { Service } from "./service.js";
import { Transitions } from "./runs/transitions.js";

/** The parts of a local Atlas, put together. */
export class LocalAtlasServer implements LocalAtlas {
  readonly #log = new RequestLog();
  readonly #faults = new FaultPlan();
  readonly #runs = new RunStore();
  readonly #nonces: NonceBook;
  readonly #tokens: AccessTokens;
  readonly #listener: Listener;
  readonly #transitions: Transitions;
  #baseUrl = "";

  /** Checks the options and starts; see `startLocalAtlas`. */
  static async start(options: LocalAtlasOptions, observer: Observer = NO_OBSERVER): Promise<LocalAtlas> {
    checkScenario(options);
    const atlas = new LocalAtlasServer(options, observer);
    await atlas.#listener.listen(options.port ?? DEFAULTS.port);
    atlas.#baseUrl = atlas.#listener.baseUrl;
    atlas.#transitions.start(options.runs ?? []);
    return atlas;
  }

  private constructor(options: LocalAtlasOptions, observer: Observer) {
    const { apiKeys = [], serviceAccounts = [], accessTokens = [], runs = [], faults = [] } = options;
    this.#nonces = new NonceBook(options.nonceLifetimeSeconds ?? DEFAULTS.nonceLifetimeSeconds);
    this.#tokens = new AccessTokens(
      accessTokens,
      options.tokenLifetimeSeconds ?? DEFAULTS.tokenLifetimeSeconds,
    );
    const digest = new DigestGuard(apiKeys, this.#nonces);
    const api = new Api(this.#runs, digest, this.#tokens, () => this.#baseUrl);
    const oauth = new OAuth(serviceAccounts, this.#tokens, options.maxLiveTokens ?? DEFAULTS.maxLiveTokens);
    const service = new Service(this.#log, this.#faults, api, oauth, this.#tokens, observer);
    this.#listener = new Listener(options.tls, (incoming, response) => {
      const { remotePort } = incoming.socket;
      // What fails here is a connection that the client, a fault or close() has ended.
      service
        .handle(incoming, response, () => {
          this.#listener.reset(remotePort);
        })
        .catch(() => response.destroy());
    });
    this.#transitions = new Transitions((place, set) => {
      this.#runs.update(place.projectId, place.pipelineName, place.runId, set);
      observer.runChanged(place, set);
    });
    for (const { fault, ...which } of faults) this.#faults.add(fault, which);
    for (const run of runs) this.#runs.set(run);
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
    checkRun(run);
    this.#runs.set(run);
    this.#transitions.plan(run);
  }

  updateRun(projectId: string, pipelineName: string, runId: string, patch: Partial<PipelineRunBody>): void {
    checkPatch(patch, runId);
    this.#runs.update(projectId, pipelineName, runId, patch);
  }

  removeRun(projectId: string, pipelineName: string, runId: string): void {
    this.#runs.remove(projectId, pipelineName, runId);
    this.#transitions.cancel({ projectId, pipelineName, runId });
  }

  fail(fault: Fault, options: FaultOptions = {}): void {
    checkFail(fault, options);
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
    this.#transitions.stop();
    return this.#listener.close();
  }
}
