import { type RecordedRequest, type RequestKind } from "../http/request.js";
import { type Fault, type FaultOptions } from "./fault.js";

type Request = Pick<RecordedRequest, "kind" | "path" | "query">;

interface PlannedFault {
  readonly fault: Fault;
  readonly kind: RequestKind;
  readonly path: RegExp | undefined;
  timesLeft: number;
}

/** The faults to come. The first planned one that matches a request strikes it, until its times are used up. */
export class FaultPlan {
  #planned: PlannedFault[] = [];

  add(fault: Fault, { times = Infinity, kind = "api", path }: FaultOptions = {}): void {
    const matching = typeof path === "string" ? new RegExp(path) : path;
    this.#planned.push({ fault, kind, path: matching, timesLeft: times });
  }

  /** The fault for this request, which counts as one of its times. */
  take(request: Request): Fault | undefined {
    const planned = this.#planned.find((next) => next.timesLeft > 0 && strikes(next, request));
    if (planned !== undefined) planned.timesLeft -= 1;
    return planned?.fault;
  }

  clear(): void {
    this.#planned = [];
  }
}

/** Uses `search`, which unlike `test` ignores the position that a global or sticky RegExp remembers. */
function strikes({ fault, kind, path }: PlannedFault, request: Request): boolean {
  if (fault.type === "pagingTimeout" && !counts(request)) return false;
  return kind === request.kind && (path === undefined || request.path.search(path) >= 0);
}

/** Whether a request makes Atlas count the runs of a list. */
function counts({ path, query }: Request): boolean {
  return path.endsWith("/runs") && query["includeCount"]?.toLowerCase() !== "false";
}
