/**
 * How to wait for a run to be in an expected state. Both times may have fractions, and be at most a week (604800 s);
 * anything else is an {@link InvalidArgumentError}.
 *
 * @example
 * ```ts
 * const wait: atlas.WaitOptions = { timeoutSeconds: 3600, pollIntervalSeconds: 30 };
 * ```
 */
export interface WaitOptions {
  /** Longest wait, in seconds, at least 1. The last read begins then, and may take 5 s. Default 1800. */
  readonly timeoutSeconds?: number | undefined;
  /** Delay between two reads, in seconds, at least 1. Default 15. */
  readonly pollIntervalSeconds?: number | undefined;
}

/** {@link WaitOptions} with its defaults. */
export type ResolvedWait = { readonly [K in keyof WaitOptions]-?: number };
