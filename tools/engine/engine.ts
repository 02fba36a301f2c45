/** A Pulumi CLI that was found, or made, and is known to run. */
export interface Engine {
  /** Absolute path of the `pulumi` executable. */
  readonly command: string;
  /** The folder that holds it. */
  readonly bin: string;
  /** The folder above `bin`: what the Automation API calls the installation root. */
  readonly root: string;
  /** Without a leading `v`. */
  readonly version: string;
  readonly source: EngineSource;
  /** What to add to a child's environment so that it finds this engine, and the engine its plugins. */
  readonly env: Readonly<Record<string, string>>;
}

/** Where an engine came from, in the order they are tried. */
export type EngineSource = "PATH" | "installed" | "automation-api" | "built";

/** Told, line by line, what takes long and why. */
export type Report = (line: string) => void;

/** What every way of getting an engine is given. */
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
 * How one way of getting something ended: with the thing, or with a one-line reason why not. `absent` marks the ordinary
 * case that there is nothing at all, which nobody needs to hear of while the search goes on.
 */
export type Attempt<T> = { readonly found: T } | { readonly reason: string; readonly absent?: true };
