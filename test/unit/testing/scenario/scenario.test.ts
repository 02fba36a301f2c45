import { examplePipelineRun, type LocalAtlasOptions } from "../../../../provider/testing/index.js";
import { check } from "../../../../provider/testing/scenario/problems.js";
import { scenario } from "../../../../provider/testing/scenario/scenario.js";
import { itRefuses } from "../../../helpers/refusal.js";

const OPTIONS =
  "port, tls, runs, apiKeys, serviceAccounts, accessTokens, faults, nonceLifetimeSeconds, tokenLifetimeSeconds, maxLiveTokens, rateLimit, tokenRateLimit, deprecated, $schema";

describe("the check of a scenario", () => {
  it("accepts every option", () => {
    const whole: Required<LocalAtlasOptions> = {
      port: 0,
      tls: { key: "k", cert: "c" },
      runs: [examplePipelineRun],
      apiKeys: [{ publicKey: "p", privateKey: "q", roles: [] }],
      serviceAccounts: [{ clientId: "c", clientSecret: "s" }],
      accessTokens: [{ token: "t", roles: ["ORG_OWNER"] }],
      faults: [{ fault: { type: "gone" }, times: 2, kind: "token", path: /x/ }],
      nonceLifetimeSeconds: 0,
      tokenLifetimeSeconds: 0.5,
      maxLiveTokens: 0,
      rateLimit: { capacity: 300, refill: 100, periodSeconds: 60 },
      tokenRateLimit: { capacity: 1, refill: 1, periodSeconds: 0.5 },
      deprecated: false,
      $schema: "x",
    };
    check(scenario, whole, "the scenario");
  });

  it("accepts no option, and one that is undefined", () => {
    check(scenario, {}, "the scenario");
    check(scenario, { port: undefined }, "the scenario");
  });

  itRefuses(scenario, "the scenario", {
    "the scenario must be an object, got null": null,
    "the scenario must be an object, got an array": [],
    "port must be a whole number from 0 to 65535, got number 65536": { port: 65_536 },
    'port must be a whole number from 0 to 65535, got "80"': { port: "80" },
    "runs must be an array, got null": { runs: null },
    "runs[0] must be an object, got a string": { runs: ["x"] },
    "tokenLifetimeSeconds must be a number of at least 0, got number -1": { tokenLifetimeSeconds: -1 },
    "nonceLifetimeSeconds must be a number of at least 0, got number NaN": { nonceLifetimeSeconds: NaN },
    "maxLiveTokens must be a whole number of at least 0, got number 0.5": { maxLiveTokens: 0.5 },
    "rateLimit.capacity must be a whole number of at least 1, got number 0": {
      rateLimit: { capacity: 0, refill: 1, periodSeconds: 1 },
    },
    "tokenRateLimit.periodSeconds must be a number greater than 0, got number 0": {
      tokenRateLimit: { capacity: 1, refill: 1, periodSeconds: 0 },
    },
    'deprecated must be true or false, got "no"': { deprecated: "no" },
    [`run is not a known field: did you mean runs? Allowed: ${OPTIONS}`]: { run: [] },
    [`__proto__ is not a known field; Allowed: ${OPTIONS}`]: JSON.parse('{"__proto__": {}}') as unknown,
    [`["to run"] is not a known field; Allowed: ${OPTIONS}`]: { "to run": [] },
    "runs[0].transition is not a known field: did you mean transitions? Allowed: projectId, pipelineName, run, transitions":
      { runs: [{ ...examplePipelineRun, transition: [] }] },
    "faults[0].time is not a known field: did you mean times? Allowed: fault, times, kind, path": {
      faults: [{ fault: { type: "gone" }, time: 1 }],
    },
    "faults[0].fault.status must be a whole number from 200 to 599, got number 99": {
      faults: [{ fault: { type: "status", status: 99 } }],
    },
  });
});
