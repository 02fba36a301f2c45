import { type AtlasClient } from "../client/client.js";

/** On whose behalf something is read. */
export interface ReadContext {
  readonly client: AtlasClient;
  readonly reporter: Reporter;
  /** Ends the read. */
  readonly signal: AbortSignal | undefined;
}

/** Where a read says what it has to say besides its result: one line each. */
export interface Reporter {
  readonly info: (line: string) => void;
  readonly warn: (line: string) => void;
  /** Warns of something that concerns all reads of this process: each line once. */
  readonly warnOnce: (line: string) => void;
}
