import { type RecordedRequest } from "../http/request.js";
import { type Fault, type LocalFault } from "./fault.js";

type Request = Pick<RecordedRequest, "kind" | "path" | "query">;

/** The faults to come. The first planned one that matches a request strikes it, until its times are used up. */
export class FaultPlan {
  readonly #planned: { readonly planned: LocalFault; timesLeft: number }[] = [];

  add(planned: LocalFault): void {
    this.#planned.push({ planned, timesLeft: planned.times ?? Infinity });
  }

  /** The fault for this request, which counts as one of its times. */
  take(request: Request): Fault | undefined {
    const next = this.#planned.find(({ planned, timesLeft }) => timesLeft > 0 && strikes(planned, request));
    if (next !== undefined) next.timesLeft -= 1;
    return next?.planned.fault;
  }

  clear(): void {
    this.#planned.length = 0;
  }
}

function strikes({ fault, kind = "api", path }: LocalFault, request: Request): boolean {
  if (fault.type === "pagingTimeout" && !counts(request)) return false;
  // Not `test`, which starts at the position that a global or sticky RegExp remembers.
  return kind === request.kind && (path === undefined || request.path.search(path) >= 0);
}

/** Whether a request makes Atlas count the runs of a list. */
function counts({ path, query }: Request): boolean {
  return path.endsWith("/runs") && query["includeCount"]?.toLowerCase() !== "false";
}
