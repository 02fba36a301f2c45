import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { ROWS } from "./rows/index.js";
import { faultTable, TABLE_FILE } from "./table.js";

/** Writes the table. */
async function main(): Promise<void> {
  await mkdir(dirname(TABLE_FILE), { recursive: true });
  await writeFile(TABLE_FILE, await faultTable(ROWS));
}

void main();
