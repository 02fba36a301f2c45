/** How one check ended. */
export interface Outcome {
  readonly row: string;
  readonly column: string;
  /** Why it failed; undefined when it did not. */
  readonly failure?: string | undefined;
}

/** Runs a check to its end, also where it fails. */
export async function outcomeOf(
  row: string,
  column: string,
  check: () => void | Promise<void>,
): Promise<Outcome> {
  try {
    await check();
    return { row, column };
  } catch (error) {
    return { row, column, failure: error instanceof Error ? error.message : String(error) };
  }
}
