import { startLocalAtlas, type RateLimit } from "pulumi-atlas-data-lake/testing";
import { runOf } from "./programs.js";

/** Reads against a rate limit: the program `functions` with more reads than the bucket holds. */
export interface LimitExtent extends RateLimit {
  readonly reads: number;
}

/** One preview against a rate limit. */
export interface LimitCase extends LimitExtent {
  readonly seconds: number;
  /** Responses with status 429. */
  readonly refused: number;
}

/** Measures one preview that reads from a local Atlas with the limit. Fails unless every read succeeds. */
export async function measureLimit(
  { reads, ...rateLimit }: LimitExtent,
  token: string,
  preview: (baseUrl: string) => Promise<void>,
): Promise<LimitCase> {
  const runs = Array.from({ length: reads }, (_, n) => runOf(n));
  const atlas = await startLocalAtlas({ runs, accessTokens: [{ token }], rateLimit });
  try {
    const start = performance.now();
    await preview(atlas.baseUrl);
    const seconds = (performance.now() - start) / 1000;
    const count = (status: number): number => atlas.requests.filter((one) => one.status === status).length;
    if (count(200) !== reads) throw new Error(`${count(200)} reads, expected ${reads}`);
    return { reads, ...rateLimit, seconds, refused: count(429) };
  } finally {
    await atlas.close();
  }
}
