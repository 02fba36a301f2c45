import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { check } from "../scenario/problems.js";
import { scenario } from "../scenario/scenario.js";
import { type LocalAtlasOptions } from "../scenario/options.js";
import { jsonProblem } from "./json-problem.js";
import { UsageError } from "./usage-error.js";

/** The scenario in a file. Throws a UsageError that names the file, and the field if one is wrong. */
export function readScenario(file: string): LocalAtlasOptions {
  const found: unknown = parse(file, read(file));
  try {
    check(scenario, found, "the scenario");
    return found;
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file}: ${PROBLEMS[code] ?? `cannot be read (${code})`}: ${resolve(file)}`);
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "is a folder, and a scenario is a file",
  EACCES: "may not be read",
};

function parse(file: string, text: string): unknown {
  // Some editors begin a file with a byte order mark, which JSON does not allow.
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UsageError(`${file}: is not JSON: ${jsonProblem(json, (error as Error).message)}`);
  }
}
