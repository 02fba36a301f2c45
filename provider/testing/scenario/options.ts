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

/** The roles of a credential. Credentials are printable ASCII characters without white space. */
export interface Roles {
  /**
   * Atlas roles, in every project. GROUP_READ_ONLY, GROUP_OWNER, ORG_READ_ONLY and ORG_OWNER may read runs; with
   * none of these the answer is 403. Default `["GROUP_READ_ONLY"]`.
   */
  readonly roles?: readonly string[];
}

/** An API key: signs in with HTTP Digest. */
export interface LocalApiKey extends Roles {
  /** The user name of HTTP Digest. */
  readonly publicKey: string;
  /** The password of HTTP Digest. It never travels. */
  readonly privateKey: string;
}

/** A service account: gets tokens at `/api/oauth/token`. */
export interface LocalServiceAccount extends Roles {
  /** The user name of HTTP Basic at the token endpoint. */
  readonly clientId: string;
  /** The password of HTTP Basic at the token endpoint. */
  readonly clientSecret: string;
}

/** A bearer token that is valid without having been issued. */
export interface LocalAccessToken extends Roles {
  /** What follows `Bearer` in the `Authorization` header. */
  readonly token: string;
}

/** What holds where an option is left out. */
export const DEFAULTS = {
  port: 0,
  roles: ["GROUP_READ_ONLY"],
  nonceLifetimeSeconds: 300,
  tokenLifetimeSeconds: 3600,
  maxLiveTokens: 100,
} as const;
