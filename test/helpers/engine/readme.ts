import { readFileSync } from "node:fs";

/** What an example's README tells a reader to do, and to expect. */
export interface Readme {
  /** The first shell block: what is done in the root of the checkout. */
  readonly setup: string;
  /** All further shell blocks, in one piece, as a reader has them in one terminal. */
  readonly script: string;
  /** Each line of the text blocks: a part of some line that the script prints. */
  readonly expected: readonly string[];
}

export function parseReadme(file: string): Readme {
  const blocks = [...readFileSync(file, "utf8").matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  const of = (language: string): string[] =>
    blocks.filter(([, name]) => name === language).map(([, , text = ""]) => text);
  const [setup = "", ...rest] = of("sh");
  const expected = of("text").flatMap((text) => text.trimEnd().split("\n"));
  return { setup, script: rest.join(""), expected };
}
