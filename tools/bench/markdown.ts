import { type Report, type Section } from "./report.js";
import { type Figure } from "./statistics.js";

/** The report as Markdown whose tables are aligned for the terminal as well. */
export function markdown(report: Report): string {
  return [
    machineLine(report),
    ...report.sections.map(sectionTable),
    `### Targets\n\n${targetTable(report)}`,
  ].join("\n\n");
}

/** An aligned Markdown table; the first column is text, the others are figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(3, name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, at) => pad(cells[at] ?? "", width, at)).join(" | ")} |`;
  const rule = widths.map((width, at) => (at === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function sectionTable({ title, columns, rows }: Section): string {
  const cells = rows.map(({ what, figures }) => [what, ...columns.map((name) => cell(figures[name]))]);
  return `### ${title}\n\n${table(["", ...columns], cells)}`;
}

function targetTable({ targets }: Report): string {
  const rows = targets.map(({ target, value, limit, unit, met }) => [
    target,
    withUnit(value, unit),
    `≤ ${withUnit(limit, unit)}`,
    met ? "met" : "NOT MET",
  ]);
  return table(["Target", "Value", "Limit", ""], rows);
}

function cell(figure: Figure | undefined): string {
  if (figure === undefined) return "";
  const { unit, min, max, median, samples } = figure;
  const spread = samples.length > 1 && min !== max ? ` (${number(min, unit)}–${number(max, unit)})` : "";
  return `${withUnit(median, unit)}${spread}`;
}

function withUnit(value: number, unit: string): string {
  const separator = unit === "" || unit === "×" || unit === "/s" ? "" : " ";
  return `${number(value, unit)}${separator}${unit}`;
}

const DIGITS: Readonly<Record<string, number>> = { s: 2, ms: 2, "×": 2, MB: 1, bytes: 0, "": 2, "/s": 0 };

function number(value: number, unit: string): string {
  const text = value.toFixed(DIGITS[unit] ?? 2);
  return unit === "" && Number.isInteger(value) ? String(value) : text;
}

function machineLine({ machine, runs, date, seconds }: Report): string {
  const { cpu, cpus, memoryGb, platform, node, sdk, engine } = machine;
  const versions = [`Node ${node}`, `SDK ${sdk}`, ...(engine === undefined ? [] : [`engine ${engine}`])];
  return (
    `Medians of ${runs} (min–max); ${cpus} × ${cpu}, ${memoryGb} GB, ${platform}, ${versions.join(", ")}; ` +
    `${date}, ${seconds.toFixed(0)} s in all.`
  );
}
