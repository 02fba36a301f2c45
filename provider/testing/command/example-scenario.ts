import { examplePipelineRun } from "../runs/example-run.js";
import { type LocalAtlasOptions } from "../scenario/options.js";

/** What is served without a scenario file: the reference page's run, and credentials of each kind. */
export const exampleScenario: LocalAtlasOptions = {
  accessTokens: [{ token: "offline-token" }],
  serviceAccounts: [{ clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_1" }],
  apiKeys: [{ publicKey: "pub", privateKey: "priv" }],
  runs: [examplePipelineRun],
};
