import { Api } from "./api/api.js";
import { AccessTokens } from "./auth/access-tokens.js";
import { Digest } from "./auth/check-digest.js";
import { OAuth } from "./auth/oauth.js";
import { FaultPlan } from "./faults/fault-plan.js";
import { Listener } from "./http/listener.js";
import { RateLimiter } from "./http/token-bucket.js";
import { type LocalAtlas } from "./local-atlas.js";
import { RunStore } from "./runs/run-store.js";
import { check } from "./scenario/codecs.js";
import { fault as faultCodec, faultOptions } from "./scenario/faults.js";
import { type LocalAtlasOptions } from "./scenario/options.js";
import { patchOf, run as runCodec } from "./scenario/runs.js";
import { scenario } from "./scenario/scenario.js";
import { Service } from "./service.js";

/** Callbacks for the log of the command. */
interface Observer {
  readonly requestEnded?: ConstructorParameters<typeof Service>[3];
  readonly runChanged?: ConstructorParameters<typeof RunStore>[0];
}

/**
 * Starts a local Atlas: an HTTP server on 127.0.0.1 that responds to requests for Data Lake Pipeline runs as Atlas does.
 * Close it when done.
 *
 * @param options Its runs, credentials, faults and port. Default: no runs, no credentials, any free port.
 * @returns The running server. Set its `baseUrl` in the program's stack as `mongodbatlas:baseUrl`.
 * @throws Error if it cannot listen on the port, or if the TLS key or certificate is not valid; TypeError that names the
 * field, such as `runs[0].run.state`, if an option is unknown or wrong.
 * @example
 * ```ts
 * import { examplePipelineRun, startLocalAtlas } from "pulumi-atlas-data-lake/testing";
 *
 * const local = await startLocalAtlas({ runs: [examplePipelineRun], accessTokens: [{ token: "offline-token" }] });
 * // pulumi config set mongodbatlas:baseUrl, here local.baseUrl
 * // pulumi config set --secret mongodbatlas:accessToken offline-token
 * await local.close();
 * ```
 */
export function startLocalAtlas(options: LocalAtlasOptions = {}): Promise<LocalAtlas> {
  return startServer(options);
}

/** Checks the options, puts the parts of a local Atlas together, and listens. */
export async function startServer(options: LocalAtlasOptions, observer: Observer = {}): Promise<LocalAtlas> {
  check(scenario, options);
  const { port = 0, tls, runs = [], faults = [], nonceLifetimeSeconds = 300 } = options;
  const { apiKeys = [], serviceAccounts = [], accessTokens = [] } = options;
  const { tokenLifetimeSeconds = 3600, maxLiveTokens = 100 } = options;
  const { rateLimit, tokenRateLimit, deprecated = true } = options;
  const plan = new FaultPlan();
  const store = new RunStore((...change) => observer.runChanged?.(...change));
  const digest = new Digest(apiKeys, nonceLifetimeSeconds);
  const tokens = new AccessTokens(accessTokens, tokenLifetimeSeconds);
  const limiter = new RateLimiter("api", rateLimit);
  const api = new Api(store, digest, tokens, limiter, deprecated, () => listener.baseUrl);
  const tokenLimiter = new RateLimiter("token", tokenRateLimit);
  const oauth = new OAuth(serviceAccounts, tokens, maxLiveTokens, tokenLimiter);
  const service = new Service(plan, api, oauth, (...ended) => observer.requestEnded?.(...ended));
  const listener = new Listener(tls, (incoming, response) => {
    const { remotePort } = incoming.socket;
    // The only failure here is a connection that the client, a fault or close() has ended.
    service
      .handle(incoming, response, () => {
        listener.reset(remotePort);
      })
      .catch(() => response.destroy());
  });
  for (const fault of faults) plan.add(fault);
  await listener.listen(port);
  for (const run of runs) store.set(run);

  return {
    baseUrl: listener.baseUrl,
    requests: service.requests,
    get connections() {
      return listener.accepted;
    },
    get openConnections() {
      return listener.open;
    },
    setRun(run) {
      check(runCodec, run);
      store.set(run);
    },
    updateRun(projectId, pipelineName, runId, patch) {
      check(patchOf(runId), patch, "patch");
      store.run(projectId, pipelineName, runId).update(patch);
    },
    removeRun(projectId, pipelineName, runId) {
      store.remove(projectId, pipelineName, runId);
    },
    fail(fault, which = {}) {
      check(faultCodec, fault, "fault");
      check(faultOptions, which, "options");
      plan.add({ ...which, fault });
    },
    clearFaults() {
      plan.clear();
    },
    clearRequests() {
      service.requests.length = 0;
    },
    liveTokens: (clientId) => tokens.live(clientId),
    expireNonces() {
      digest.expireNonces();
    },
    expireTokens() {
      tokens.expireIssued();
    },
    close() {
      store.stop();
      return listener.close();
    },
  };
}
