/** A Pulumi CLI that was found or built, and is known to run. */
export interface Engine {
  /** Absolute path of the `pulumi` executable. */
  readonly command: string;
  /** The folder that holds it. */
  readonly bin: string;
  /** The folder above `bin`: the installation root of the Automation API. */
  readonly root: string;
  /** Without a leading `v`. */
  readonly version: string;
  /** The way of the search that led to it. */
  readonly source: "PATH" | "installed" | "automation-api" | "built";
  /** Variables with which a child process finds this engine, and the engine its plugins. */
  readonly env: Readonly<Record<string, string>>;
}

/** Receives progress lines: the step that takes long, and why. */
export type Report = (line: string) => void;

/** Arguments of every way of getting an engine. */
export interface Search {
  readonly report: Report;
  /** Aborted on SIGINT and SIGTERM: end children, remove what is half done. */
  readonly signal: AbortSignal;
}

/** An executable that runs and has the right version, before its environment is known. */
export interface Candidate {
  readonly command: string;
  readonly version: string;
}

/**
 * Result of one way of getting something: the thing, or a one-line reason. `absent` marks the ordinary case that there
 * is nothing at all; the search does not report it.
 */
export type Attempt<T> = { readonly found: T } | { readonly reason: string; readonly absent?: true };
