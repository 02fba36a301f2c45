import { type AtlasErrorCode, type GetDataLakePipelineRunResult } from "../../../provider/index.js";
import { type Kind, type TestAtlasOptions } from "../../helpers/local-atlas.js";
import { type Bench, type Through } from "./bench.js";

/** The groups of rows, in the order in which the table shows them. */
export const GROUPS = [
  "Connection",
  "HTTP",
  "Size",
  "Content",
  "Redirects",
  "Refusals",
  "Rate limits",
  "Server errors",
  "API keys (HTTP Digest)",
  "Service accounts (OAuth)",
  "Clock",
  "Echoed credentials",
] as const;
type Group = (typeof GROUPS)[number];

/** The read succeeds, with the reference page's run. */
export interface Success {
  readonly outcome: "run";
  /** Fields that differ from that run's; one that is undefined is not there. */
  readonly fields?: Partial<GetDataLakePipelineRunResult>;
  /** Text of the one warning, before the run's name; default: there is none. */
  readonly logs?: string;
}

/** The read fails. */
export interface Failure {
  readonly outcome: "AtlasApiError" | "AtlasContentError" | "AtlasNetworkError";
  readonly code: AtlasErrorCode;
  readonly status?: number;
  /** Whether it is called worth another try; default yes. */
  readonly retryable?: boolean | "either";
  /** The message up to its advice, as a template; several where the machine decides. See message.ts. */
  readonly says: string | readonly string[];
}

/** Makes something happen to the reads that come next. */
export type Arrange = (bench: Bench, kind: Kind) => void | Promise<void>;

/** One fault: how it comes about, and what a read makes of it. */
export interface Row {
  readonly group: Group;
  /** What happens, in words. */
  readonly name: string;
  readonly kinds: readonly Kind[];
  /** Where the read goes: default to the local Atlas itself. */
  readonly through?: Through;
  /** Whether the read is the client's first one; default: one has succeeded before the fault. */
  readonly cold?: boolean;
  readonly options?: TestAtlasOptions;
  readonly settings?: Partial<typeof DEFAULT_SETTINGS>;
  /** What is arranged before the first read already. */
  readonly prepare?: Arrange;
  readonly arrange: Arrange;
  readonly expected: Success | Failure;
  /** Requests of the read, those for a token and those that are challenged among them. */
  readonly requests: number;
  /** The longest that the read may take; default one second. */
  readonly atMostSeconds?: number;
  /** Why no later read can succeed; undefined if one must. */
  readonly incurable?: string;
  /** The most that the process may grow meanwhile, in MiB. */
  readonly maxGrowthMiB?: number;
}

/** The settings of `atlas-data-lake:` for a row that says nothing else. */
export const DEFAULT_SETTINGS = { requestTimeoutSeconds: 2, retryTimeoutSeconds: 4 };

/**
 * For a failure that does not end. The first delay is a quarter of a second and the second one half a second, so
 * that there are two attempts, and half a second for the last one.
 */
export const TWO_ATTEMPTS = { retryTimeoutSeconds: 0.74 } as const;

/** Makes a row: its name, the requests of its read, its fault, and what differs from the rest of its group. */
type MakeRow = (name: string, requests: number, arrange: Arrange, more?: Partial<Row>) => Row;

/** Returns the maker of a group's rows. The read succeeds, with an access token, unless the group or the row says otherwise. */
export function rowsOf(group: Group, common: Partial<Row> = {}): MakeRow {
  const base = { group, kinds: ["accessToken"], expected: { outcome: "run" }, ...common } as const;
  return (name, requests, arrange, more = {}) => ({ ...base, name, requests, arrange, ...more });
}
