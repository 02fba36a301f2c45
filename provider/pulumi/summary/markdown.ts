import { oneLine } from "../../errors/text.js";

/** The longest text that is shown, in characters: more than any name of Atlas has. */
const MAX_TEXT = 1000;

const HTML_ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Places at which a renderer would turn plain text into a link: inside `://`, inside `www.`, and after the `@` of a mail
 * address or of a mention. A backslash does not prevent that everywhere.
 */
const AUTOLINKS = /(?<=:)(?=\/\/)|(?<=www)(?=\.)|(?<=@)/gi;

/** A word joiner: it has no width, and parts what would be a link. */
const JOINER = "&#8288;";

/**
 * Returns text of others as Markdown that shows it literally, in a table's cell, a heading or a paragraph. It cannot end the cell
 * or the line, and holds no markup, HTML, formula or link, nor the `${outputs.name}` that Pulumi Cloud fills in.
 * Line ends and control characters are shown as a space; what is beyond 1000 characters, as an ellipsis.
 */
export function literal(text: string): string {
  return oneLine(text, MAX_TEXT)
    .toWellFormed()
    .replace(/[\\`*_~#|$[\]{}]/g, "\\$&")
    .replace(/[&<>]/g, (character) => HTML_ENTITIES[character] ?? "")
    .replace(AUTOLINKS, JOINER);
}

/** A second-level heading, with a title in plain text. */
export function heading(title: string): string {
  return `## ${literal(title)}`;
}

/** A row of a table: the name of a field, and its value in plain text. A row without a value is left out. */
export type Row = readonly [field: string, value: string | undefined];

/** A table of fields and their values. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(([field, value]) => [literal(field), literal(value ?? "")] as const);
  const lines = cells.filter(([, value]) => value !== "").map(([field, value]) => `| ${field} | ${value} |`);
  return ["| Field | Value |", "| --- | --- |", ...lines].join("\n");
}
