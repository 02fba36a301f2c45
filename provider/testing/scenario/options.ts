import { type LocalAccessToken, type LocalApiKey, type LocalServiceAccount } from "../auth/credentials.js";
import { type LocalFault } from "../faults/fault-plan.js";
import { type LocalRun } from "../runs/pipeline-run.js";

/**
 * What a local Atlas starts with: a scenario. Without options it has no runs and lets nobody in. Everything in it can be
 * written in JSON, and the command `pulumi-atlas-data-lake-local` takes a file of it.
 *
 * @example
 * ```ts
 * const options: LocalAtlasOptions = {
 *   runs: [examplePipelineRun],
 *   serviceAccounts: [{ clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_1" }],
 *   apiKeys: [{ publicKey: "pub", privateKey: "priv", roles: [] }], // may sign in, but not read: 403
 * };
 * ```
 */
export interface LocalAtlasOptions {
  /** TCP port on 127.0.0.1. Default 0: any free port; `LocalAtlas.baseUrl` tells which. */
  readonly port?: number;
  /** Private key and certificate, both PEM. With them the server speaks https only. Default: http. */
  readonly tls?: {
    /** The private key, PEM. */
    readonly key: string;
    /** The certificate, PEM. */
    readonly cert: string;
  };
  /** The runs there are, each listed once. Default none; `setRun` adds more. */
  readonly runs?: readonly LocalRun[];
  /** API keys that may sign in with HTTP Digest, each public key listed once. Default none. */
  readonly apiKeys?: readonly LocalApiKey[];
  /** Service accounts that may get OAuth tokens, each client id listed once. Default none. */
  readonly serviceAccounts?: readonly LocalServiceAccount[];
  /** Bearer tokens that are valid from the start and never expire, each listed once. Default none. */
  readonly accessTokens?: readonly LocalAccessToken[];
  /** What goes wrong from the start, in the order of `fail()`. Default nothing; `clearFaults()` forgets these too. */
  readonly faults?: readonly LocalFault[];
  /** Seconds for which a Digest nonce can be used. Default 300. */
  readonly nonceLifetimeSeconds?: number;
  /** Seconds for which an issued OAuth token can be used. Default 3600. */
  readonly tokenLifetimeSeconds?: number;
  /** Unexpired tokens that one service account may hold; a request for one more is refused with 403. Default 100. */
  readonly maxLiveTokens?: number;
}
