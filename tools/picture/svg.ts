import Anser from "anser";

/** Columns of the terminal, and sizes in pixels. A character of a monospace font of 14 px is up to 8.43 px wide. */
const COLUMNS = 104;
const CHARACTER = 8.43;
const LINE = 20;
const PADDING = 16;

/** The colours that the engine uses: on a light ground, and on a dark one. */
const COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  ground: ["#f6f8fa", "#161b22"],
  text: ["#24292f", "#e6edf3"],
  red: ["#cf222e", "#ff7b72"],
  green: ["#1a7f37", "#3fb950"],
  yellow: ["#7d4e00", "#d29922"],
  blue: ["#0969da", "#58a6ff"],
  magenta: ["#8250df", "#bc8cff"],
};

interface Span {
  readonly text: string;
  readonly classes: string;
}

/** Draws what a terminal shows, escape codes of colours included, as an SVG. It follows the reader's colour scheme. */
export function terminalSvg(output: string, title: string): string {
  const lines = wrapped(spansOf(output));
  const width = Math.ceil(COLUMNS * CHARACTER + 2 * PADDING);
  const height = lines.length * LINE + 2 * PADDING;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>`,
    `text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre; fill: var(--text) }`,
    `.bold { font-weight: bold }`,
    ...Object.keys(COLOURS).map((name) => `.${name} { fill: var(--${name}) }`),
    `svg { ${variables(0)} }`,
    `@media (prefers-color-scheme: dark) { svg { ${variables(1)} } }`,
    `</style>`,
    `<rect class="ground" width="100%" height="100%" rx="8"/>`,
    ...lines.map((line, i) => textElement(line, PADDING + (i + 0.75) * LINE)),
    `</svg>\n`,
  ].join("\n");
}

function variables(scheme: 0 | 1): string {
  return Object.entries(COLOURS)
    .map(([name, colours]) => `--${name}: ${colours[scheme]}`)
    .join("; ");
}

function textElement(line: readonly Span[], y: number): string {
  const spans = line.map(({ text, classes }) =>
    classes === "" ? escaped(text) : `<tspan class="${classes}">${escaped(text)}</tspan>`,
  );
  return `<text xml:space="preserve" x="${PADDING}" y="${y}">${spans.join("")}</text>`;
}

function spansOf(output: string): readonly Span[] {
  return Anser.ansiToJson(output, { json: true, use_classes: true }).map(({ content, fg, decorations }) => {
    const colour = (fg as string | null)?.replace(/^ansi-(?:bright-)?/, "");
    const classes = [colour, decorations.includes("bold") ? "bold" : undefined];
    return { text: content, classes: classes.filter(Boolean).join(" ") };
  });
}

/** The lines of the terminal: text that is too long goes on in the next. */
function wrapped(spans: readonly Span[]): readonly (readonly Span[])[] {
  const lines: Span[][] = [[]];
  let column = 0;
  for (const { text, classes } of spans) {
    for (const piece of text.match(/\n|[^\n]/gu) ?? []) {
      if (piece === "\n" || column === COLUMNS) {
        lines.push([]);
        column = 0;
      }
      if (piece === "\n") continue;
      const line = lines[lines.length - 1] ?? [];
      const last = line[line.length - 1];
      if (last?.classes === classes) line[line.length - 1] = { text: last.text + piece, classes };
      else line.push({ text: piece, classes });
      column += 1;
    }
  }
  return lines;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
