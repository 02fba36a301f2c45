import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type LocalAtlasOptions } from "../scenario/options.js";
import { check } from "../scenario/problems.js";
import { scenario } from "../scenario/scenario.js";
import { UsageError } from "./arguments.js";

/** The scenario in a file. Throws a UsageError that names the file, and the line or the field that is wrong. */
export function readScenario(file: string): LocalAtlasOptions {
  const found: unknown = parse(file, read(file));
  try {
    check(scenario, found, "the scenario");
    return found;
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

/** Writes a scenario, and returns the name of its file. Throws a UsageError if the file is there, or has no folder. */
export function writeScenario(file: string, options: LocalAtlasOptions): string {
  const text = JSON.stringify({ $schema: schemaPath(file), ...options }, undefined, 2);
  try {
    writeFileSync(file, `${text}\n`, { flag: "wx" });
    return file;
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    if (code === "EEXIST")
      throw new UsageError(`${file}: is there already, and --init does not overwrite it`);
    throw new UsageError(`${file}: cannot be written (${code}): ${resolve(file)}`);
  }
}

const SCHEMA = join("pulumi-atlas-data-lake", "dist", "testing", "scenario", "schema.json");

/** The path to the schema of the package that is installed for a file's folder; undefined without one. */
function schemaPath(file: string): string | undefined {
  const whole = resolve(file);
  // Not the package that runs: npx and pnpm keep it in a folder whose name changes.
  const folders = createRequire(whole).resolve.paths("x") ?? [];
  const schema = folders.map((folder) => join(folder, SCHEMA)).find((path) => existsSync(path));
  return schema && `./${relative(dirname(whole), schema).replaceAll(sep, "/")}`;
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "is a folder, and a scenario is a file",
  EACCES: "may not be read",
};

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file}: ${PROBLEMS[code] ?? `cannot be read (${code})`}: ${resolve(file)}`);
  }
}

function parse(file: string, text: string): unknown {
  // Some editors begin a file with a byte order mark, which JSON does not allow.
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UsageError(`${file}: is not JSON: ${jsonProblem(json, (error as Error).message)}`);
  }
}

/** An error of `JSON.parse` with line and column, and without its excerpt of the text, which may be secret. */
export function jsonProblem(text: string, message: string): string {
  const plain = message.replace(/, (\.\.\.)?"[^]*$/, "").replace(/( in JSON)?( at position [^]*)?$/, "");
  const lines = text.slice(0, beginningOfJson(text)).split(/\r\n|\r|\n/);
  return `${plain} at line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
}

/** Length of the longest beginning that more text can complete. V8 gives no position for some errors. */
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
    const [, position] = / at position (\d+)( \(|$)/.exec((error as Error).message) ?? [];
    return (
      /^Unexpected end|^Unterminated string/.test((error as Error).message) ||
      Number(position) === text.length
    );
  }
}
