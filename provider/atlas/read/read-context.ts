import { type AtlasClient } from "../client/client.js";

/** The client of a read, its reporter and its signal. */
export interface ReadContext {
  readonly client: AtlasClient;
  readonly reporter: Reporter;
  /** Aborts the read. */
  readonly signal: AbortSignal | undefined;
}

/** Receives the progress messages and warnings of a read, one line each. */
export interface Reporter {
  readonly info: (line: string) => void;
  readonly warn: (line: string) => void;
  /** Warns of something that concerns all reads of an operation: each line once for each of its processes. */
  readonly warnOnce: (line: string) => void;
}

/** Passes each line on once. */
export function once(say: (line: string) => void): (line: string) => void {
  const said = new Set<string>();
  return (line) => {
    if (!said.has(line)) say(line);
    said.add(line);
  };
}
