import { type Fault } from "./fault.js";
import { type RecordedRequest, type RequestKind } from "../http/request-log.js";

/** Which requests a fault strikes. */
export interface FaultOptions {
  /** How many requests, a whole number from 1. Default: all, until `clearFaults()`. */
  readonly times?: number;
  /** Requests of which kind. Default "api". */
  readonly kind?: Exclude<RequestKind, "other">;
  /**
   * Only requests whose path, as sent and without the query, this matches. A string is the source of a regular
   * expression. Default: any path.
   */
  readonly path?: RegExp | string;
}

/** A fault, and which requests it strikes. */
export interface LocalFault extends FaultOptions {
  /** What goes wrong. */
  readonly fault: Fault;
}

interface PlannedFault {
  readonly fault: Fault;
  readonly kind: RequestKind;
  readonly path: RegExp | undefined;
  timesLeft: number;
}

/** The faults to come. Of those that match a request, the one planned first strikes, until its times are used up. */
export class FaultPlan {
  #planned: PlannedFault[] = [];

  add(fault: Fault, { times = Infinity, kind = "api", path }: FaultOptions = {}): void {
    const matching = typeof path === "string" ? new RegExp(path) : path;
    this.#planned.push({ fault, kind, path: matching, timesLeft: times });
  }

  /** The fault for this request, which counts as one of its times. */
  take(request: Pick<RecordedRequest, "kind" | "path">): Fault | undefined {
    const planned = this.#planned.find((next) => next.timesLeft > 0 && strikes(next, request));
    if (planned !== undefined) planned.timesLeft -= 1;
    return planned?.fault;
  }

  clear(): void {
    this.#planned = [];
  }
}

/** `search`, unlike `test`, ignores the position that a global or sticky RegExp remembers. */
function strikes({ kind, path }: PlannedFault, request: Pick<RecordedRequest, "kind" | "path">): boolean {
  return kind === request.kind && (path === undefined || request.path.search(path) >= 0);
}
