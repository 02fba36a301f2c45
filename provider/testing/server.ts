import { AccessTokens } from "./auth/access-tokens.js";
import { Api } from "./api/api.js";
import { check } from "./scenario/problems.js";
import { fault as faultCodec, faultOptions } from "./scenario/faults.js";
import { patchOf, run as runCodec } from "./scenario/runs.js";
import { scenario } from "./scenario/scenario.js";
import { DigestGuard } from "./auth/digest-guard.js";
import { FaultPlan } from "./faults/fault-plan.js";
import { Listener } from "./http/listener.js";
import { type LocalAtlas } from "./local-atlas.js";
import { NonceBook } from "./auth/nonces.js";
import { NO_OBSERVER, type Observer } from "./observer.js";
import { OAuth } from "./auth/oauth.js";
import { type LocalAtlasOptions } from "./scenario/options.js";
import { RequestLog } from "./http/request-log.js";
import { RunStore } from "./runs/runs.js";
import { Service } from "./service.js";
import { Transitions } from "./runs/transitions.js";

/** Checks the options, puts the parts of a local Atlas together, and listens; see `startLocalAtlas`. */
export async function startServer(
  options: LocalAtlasOptions,
  observer: Observer = NO_OBSERVER,
): Promise<LocalAtlas> {
  check(scenario, options, "the scenario");
  const { port = 0, tls, runs = [], faults = [], nonceLifetimeSeconds = 300 } = options;
  const { apiKeys = [], serviceAccounts = [], accessTokens = [] } = options;
  const { tokenLifetimeSeconds = 3600, maxLiveTokens = 100 } = options;
  const log = new RequestLog();
  const plan = new FaultPlan();
  const store = new RunStore();
  const nonces = new NonceBook(nonceLifetimeSeconds);
  const tokens = new AccessTokens(accessTokens, tokenLifetimeSeconds);
  const api = new Api(store, new DigestGuard(apiKeys, nonces), tokens, () => listener.baseUrl);
  const oauth = new OAuth(serviceAccounts, tokens, maxLiveTokens);
  const service = new Service(log, plan, api, oauth, tokens, observer);
  const listener = new Listener(tls, (incoming, response) => {
    const { remotePort } = incoming.socket;
    // The only failure here is a connection that the client, a fault or close() has ended.
    service
      .handle(incoming, response, () => {
        listener.reset(remotePort);
      })
      .catch(() => response.destroy());
  });
  const transitions = new Transitions((place, set) => {
    store.update(place.projectId, place.pipelineName, place.runId, set);
    observer.runChanged(place, set);
  });
  for (const { fault, ...which } of faults) plan.add(fault, which);
  for (const run of runs) store.set(run);
  await listener.listen(port);
  const { baseUrl } = listener;
  transitions.start(runs);

  return {
    baseUrl,
    requests: log.entries,
    get connections() {
      return listener.accepted;
    },
    get openConnections() {
      return listener.open;
    },
    setRun(run) {
      check(runCodec, run, "the run");
      store.set(run);
      transitions.plan(run);
    },
    updateRun(projectId, pipelineName, runId, patch) {
      check(patchOf(runId), patch, "patch");
      store.update(projectId, pipelineName, runId, patch);
    },
    removeRun(projectId, pipelineName, runId) {
      store.remove(projectId, pipelineName, runId);
      transitions.cancel({ projectId, pipelineName, runId });
    },
    fail(fault, which = {}) {
      check(faultCodec, fault, "fault");
      check(faultOptions, which, "options");
      plan.add(fault, which);
    },
    clearFaults: () => {
      plan.clear();
    },
    clearRequests: () => {
      log.clear();
    },
    liveTokens: (clientId) => tokens.live(clientId),
    expireNonces: () => {
      nonces.clear();
    },
    expireTokens: () => {
      tokens.expireIssued();
    },
    close: () => {
      transitions.stop();
      return listener.close();
    },
  };
}
