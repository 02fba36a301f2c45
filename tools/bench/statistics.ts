/** What a figure counts. */
export type Unit = "s" | "ms" | "×" | "MB" | "bytes" | "" | "/s";

/** One figure: the median of its samples, and how far they spread. */
export interface Figure {
  readonly unit: Unit;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly samples: readonly number[];
}

/** @throws RangeError without samples: a figure of nothing would look like a good one. */
export function figure(unit: Unit, samples: readonly number[]): Figure {
  return { unit, median: median(samples), min: Math.min(...samples), max: Math.max(...samples), samples };
}

/** The middle one; of an even number, the mean of the middle two. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError("no samples");
  return (lower + upper) / 2;
}

/** One sample of each pair, such as the quotient: what slowed the machine in one round slowed both of its pair. */
export function paired(
  ours: readonly number[],
  theirs: readonly number[],
  of: (ours: number, theirs: number) => number,
): readonly number[] {
  return ours.map((value, at) => {
    const other = theirs[at];
    if (other === undefined) throw new RangeError("samples that are no pairs");
    return of(value, other);
  });
}

export const quotient = (ours: number, theirs: number): number => ours / theirs;
export const difference = (ours: number, theirs: number): number => ours - theirs;
