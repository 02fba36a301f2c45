/** How one check ended. */
export interface Outcome {
  readonly row: string;
  readonly column: string;
  /** Why it failed; undefined when it did not. */
  readonly failure?: string | undefined;
}

/** A Markdown table of all outcomes, a row for each check, with the reasons of failures below it. */
export function table(outcomes: readonly Outcome[]): string {
  const columns = [...new Set(outcomes.map(({ column }) => column))];
  const rows = [...new Set(outcomes.map(({ row }) => row))];
  const find = (row: string, column: string): Outcome | undefined =>
    outcomes.find((outcome) => outcome.row === row && outcome.column === column);
  const lines = [
    ["", ...columns],
    ["---", ...columns.map(() => "---")],
    ...rows.map((row) => [row, ...columns.map((column) => cell(find(row, column)))]),
  ].map((cells) => `| ${cells.join(" | ")} |`);
  const failures = outcomes.filter(({ failure }) => failure !== undefined);
  const reasons = failures.map(({ row, column, failure }) => `\n${row}, ${column}: ${failure ?? ""}`);
  return [...lines, ...reasons].join("\n");
}

function cell(outcome: Outcome | undefined): string {
  if (outcome === undefined) return "";
  return outcome.failure === undefined ? "ok" : "failed";
}
