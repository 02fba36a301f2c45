import { writeFile } from "node:fs/promises";
import { ROWS } from "./rows/index.js";
import { faultTable, TABLE_FILE } from "./table.js";

void faultTable(ROWS).then((text) => writeFile(TABLE_FILE, text));
