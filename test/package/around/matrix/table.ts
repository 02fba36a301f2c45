/** How one check ended. */
export interface Outcome {
  readonly row: string;
  readonly column: string;
  /** Why it failed; undefined when it did not. */
  readonly failure?: string | undefined;
}

/** A Markdown table of all outcomes, a row for each check. */
export function table(outcomes: readonly Outcome[]): string {
  const columns = [...new Set(outcomes.map(({ column }) => column))];
  const rows = [...new Set(outcomes.map(({ row }) => row))];
  const find = (row: string, column: string): Outcome | undefined =>
    outcomes.find((outcome) => outcome.row === row && outcome.column === column);
  return [
    ["", ...columns],
    ["---", ...columns.map(() => "---")],
    ...rows.map((row) => [row, ...columns.map((column) => cell(find(row, column)))]),
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** Why checks failed, a paragraph each. */
export function reasons(outcomes: readonly Outcome[]): string {
  return outcomes
    .filter(({ failure }) => failure !== undefined)
    .map(({ row, column, failure = "" }) => `${row}, ${column}: ${failure}`)
    .join("\n\n");
}

function cell(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "";
  return outcome.failure === undefined ? "ok" : "failed";
}
