/** What the benchmark asks of the process of the local Atlas. */
export type Command =
  { readonly type: "latency"; readonly milliseconds: number } | { readonly type: "takeCounts" };

/** What the local Atlas has seen since the last time it was asked. */
export interface Counts {
  /** Requests of every kind. */
  readonly requests: number;
  /** Runs that were given. */
  readonly reads: number;
  /** Digest challenges. */
  readonly challenges: number;
  /** Requests for a token; those that give one back are not counted here. */
  readonly tokens: number;
  readonly revocations: number;
  /** TCP connections. */
  readonly connections: number;
}

/** Sent once, when it listens. */
export interface Ready {
  readonly baseUrl: string;
}
