/** Aligns rows of a name and a value as a table; an object is written as compact JSON. */
export function table(rows: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(rows);
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `  ${name.padEnd(width)}  ${text(value)}`).join("\n");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
