import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { check } from "../scenario/codecs.js";
import { type LocalAtlasOptions } from "../scenario/options.js";
import { scenario } from "../scenario/scenario.js";
import { UsageError } from "./arguments.js";

/** The scenario in a file. Throws a UsageError that names the file, and the place or the field that is wrong. */
export function readScenario(file: string): LocalAtlasOptions {
  const text = attempt(file, () => readFileSync(file, "utf8"));
  // Some editors begin a file with a byte order mark, which JSON does not allow.
  const found = parse(file, text.replace(/^\uFEFF/, ""));
  attempt(file, () => {
    check(scenario, found);
  });
  return found as LocalAtlasOptions;
}

/** Where npm installs the schema, as seen from the folder of a project. */
const SCHEMA = "./node_modules/pulumi-atlas-data-lake/dist/testing/scenario/schema.json";

/** Writes a scenario, and returns the name of its file. Throws a UsageError if the file is there, or has no folder. */
export function writeScenario(file: string, options: LocalAtlasOptions): string {
  const $schema = existsSync(join(dirname(file), SCHEMA)) ? SCHEMA : undefined;
  const text = JSON.stringify({ $schema, ...options }, undefined, 2);
  attempt(file, () => {
    writeFileSync(file, `${text}\n`, { flag: "wx" });
  });
  return file;
}

/** Turns the error of a step into a UsageError. */
function attempt<T>(file: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

/** Throws without the message of V8: its excerpt of the text may be secret, and it has no position for some errors. */
function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const lines = text.slice(0, beginningOfJson(text)).split(/\r\n|\r|\n/);
    const column = (lines.at(-1) ?? "").length + 1;
    throw new UsageError(`${file}: is not JSON: see line ${lines.length}, column ${column}`);
  }
}

/** Length of the longest beginning that more text can complete. */
function beginningOfJson(text: string): number {
  let [from, to] = [0, text.length];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (canContinue(text.slice(0, middle))) from = middle;
    else to = middle - 1;
  }
  return from;
}

function canContinue(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const [, position] = / at position (\d+)( \(|$)/.exec(message) ?? [];
    return /^Unexpected end|^Unterminated string/.test(message) || Number(position) === text.length;
  }
}
