import { examplePipelineRun, type Fault, type LocalAtlasOptions } from "../../provider/testing/index.js";

const FAULTS: { readonly [K in Fault["type"]]: Extract<Fault, { readonly type: K }> } = {
  status: {
    type: "status",
    status: 400,
    retryAfter: 1,
    headers: { "X-A": "b" },
    error: {
      detail: "d",
      error: 400,
      errorCode: "E",
      parameters: [1, "p", {}],
      reason: "r",
      badRequestDetail: { fields: [{ field: "f", description: "d" }] },
    },
  },
  rateLimited: { type: "rateLimited", retryAfter: "soon" },
  gone: { type: "gone" },
  addressRefused: { type: "addressRefused" },
  pagingTimeout: { type: "pagingTimeout" },
  raw: { type: "raw", body: "", status: 200, contentType: "text/html", headers: {} },
  delay: { type: "delay", milliseconds: 1 },
  hang: { type: "hang", at: "midBody" },
  reset: { type: "reset", at: "beforeHeaders" },
  truncate: { type: "truncate", framing: "chunked" },
  drip: { type: "drip", millisecondsPerByte: 1 },
  contentType: { type: "contentType", contentType: "text/plain" },
};
const { projectId, pipelineName, run } = examplePipelineRun;
const { _id, ...set } = run;
const rateLimit = { capacity: 1, refill: 1, periodSeconds: 1 };
/** Every field that a file can have, those of the faults apart. */
export const WHOLE: Required<Omit<LocalAtlasOptions, "faults">> = {
  $schema: "./schema.json",
  port: 0,
  tls: { key: "k", cert: "c" },
  runs: [{ projectId, pipelineName, run, transitions: [{ afterSeconds: 1, set }] }],
  apiKeys: [{ publicKey: "p", privateKey: "q", roles: ["ORG_OWNER"] }],
  serviceAccounts: [{ clientId: "c", clientSecret: "s", roles: [] }],
  accessTokens: [{ token: "t", roles: [] }],
  nonceLifetimeSeconds: 1,
  tokenLifetimeSeconds: 1,
  maxLiveTokens: 1,
  rateLimit,
  tokenRateLimit: rateLimit,
  deprecated: true,
};
/** The same in parts, each of which is a scenario. */
export const PARTS: readonly LocalAtlasOptions[] = [
  ...Object.entries(WHOLE).map(([name, value]) => ({ [name]: value })),
  ...Object.values(FAULTS).map((fault) => ({
    faults: [{ fault, times: 1, kind: "api", path: "x" }] as const,
  })),
];
