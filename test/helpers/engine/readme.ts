import { readFileSync } from "node:fs";

/** What an example's README tells a reader to do, and to expect. */
export interface Readme {
  /** The first shell block: what is done in the root of the checkout. */
  readonly setup: string;
  /** The shell blocks that follow, in one piece, as a reader has them in one terminal. */
  readonly script: string;
  /** The shell blocks under "Clean up", for the same terminal. */
  readonly cleanup: string;
  /** Each line of the text blocks: a part of some line that the script prints. */
  readonly expected: readonly string[];
}

export function parseReadme(file: string): Readme {
  const [trial = "", end = ""] = readFileSync(file, "utf8").split(/^## Clean up$/m);
  const [setup = "", ...script] = blocks(trial, "sh");
  const expected = blocks(trial, "text").flatMap((text) => text.trimEnd().split("\n"));
  return { setup, script: script.join(""), cleanup: blocks(end, "sh").join(""), expected };
}

function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , block = ""]) => block);
}
