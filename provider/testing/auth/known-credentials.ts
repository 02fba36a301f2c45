/** The roles of a credential. Credentials are printable ASCII characters without white space. */
export interface Roles {
  /**
   * Atlas roles, in every project. GROUP_READ_ONLY, GROUP_OWNER, ORG_READ_ONLY and ORG_OWNER may read runs. With none of
   * these the response is 401 with USER_UNAUTHORIZED. Default `["GROUP_READ_ONLY"]`.
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
  /** The token after `Bearer` in the `Authorization` header. */
  readonly token: string;
}

export const DEFAULT_ROLES: readonly string[] = ["GROUP_READ_ONLY"];
