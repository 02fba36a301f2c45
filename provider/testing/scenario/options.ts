import {
  type LocalAccessToken,
  type LocalApiKey,
  type LocalServiceAccount,
} from "../auth/known-credentials.js";
import { type LocalFault } from "../faults/fault.js";
import { type RateLimit } from "../http/token-bucket.js";
import { type LocalRun } from "../runs/pipeline-run.js";

/**
 * A scenario: the credentials, runs and faults that a local Atlas starts with. Without options it has no runs, and
 * refuses every request with 401. All of it can be JSON, as in the file of the command `pulumi-atlas-data-lake-local`.
 *
 * @example
 * ```ts
 * const options: LocalAtlasOptions = {
 *   runs: [examplePipelineRun],
 *   serviceAccounts: [{ clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_1" }],
 *   apiKeys: [{ publicKey: "localkey", privateKey: "local-private-key", roles: [] }], // may sign in, but not read: 401
 * };
 * ```
 */
export interface LocalAtlasOptions {
  /** TCP port on 127.0.0.1. Default 0: any free port, which is in `LocalAtlas.baseUrl`. */
  readonly port?: number;
  /** Private key and certificate, both PEM. With them the server speaks https only. Default: http. */
  readonly tls?: {
    /** The private key, PEM. */
    readonly key: string;
    /** The certificate, PEM. */
    readonly cert: string;
  };
  /** The runs, each listed once. Default none; `setRun` adds more. */
  readonly runs?: readonly LocalRun[];
  /** API keys that may sign in with HTTP Digest, each public key listed once. Default none. */
  readonly apiKeys?: readonly LocalApiKey[];
  /** Service accounts that may get OAuth tokens, each client id listed once. Default none. */
  readonly serviceAccounts?: readonly LocalServiceAccount[];
  /** Bearer tokens that are valid from the start and never expire, each listed once. Default none. */
  readonly accessTokens?: readonly LocalAccessToken[];
  /** Faults that strike from the start, in the order of the list. Default none; `clearFaults()` forgets these too. */
  readonly faults?: readonly LocalFault[];
  /** Lifetime of a Digest nonce in seconds. Default 300. */
  readonly nonceLifetimeSeconds?: number;
  /** Lifetime of an issued OAuth token in seconds. Default 3600. */
  readonly tokenLifetimeSeconds?: number;
  /** Unexpired tokens that one service account may hold; a request for one more is refused with 403. Default 100. */
  readonly maxLiveTokens?: number;
  /**
   * Limit of the API's requests, a bucket for each project. Requests with wrong credentials take no token. Default: that
   * of Atlas for clusters, 10000 requests and 5000 more each minute; the one for pipeline runs is not known.
   */
  readonly rateLimit?: RateLimit;
  /** Limit of the requests for OAuth tokens, a bucket for each service account. Default as in Atlas: 10 a minute. */
  readonly tokenRateLimit?: RateLimit;
  /** Whether responses have the headers `Deprecation` and `Sunset` with the dates of the Data Lake. Default true. */
  readonly deprecated?: boolean;
  /** Path or address of the JSON schema, which an editor reads from a file. It has no effect here. */
  readonly $schema?: string;
}
