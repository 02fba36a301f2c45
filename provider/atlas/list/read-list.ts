import { AtlasApiError, AtlasNetworkError } from "../../errors/index.js";
import { withDeadline } from "../async/deadline.js";
import { COUNT_TIMEOUT } from "../http/retry-policy.js";
import { type ReadContext } from "../read/read-context.js";
import { reading } from "../read/read-error.js";
import { readRunsPage, type PageOfRuns } from "../read/read-runs-page.js";
import { describePipeline, type PipelineRef } from "../../run/pipeline-ref.js";
import { collectRuns, type RunList } from "./collect-runs.js";

/** Deadline of a whole list, as a multiple of the deadline of one page. */
const PAGE_DEADLINES = 5;

/**
 * Reads the runs of a pipeline's list, page by page, within five times `retryTimeoutSeconds`. It reads without a count
 * once Atlas has taken too long for it.
 *
 * @param createdBefore Runs created before this time only: an RFC 3339 date and time.
 * @throws AtlasError, or the reason of the context's signal
 */
export function readList(context: ReadContext, ref: PipelineRef, createdBefore?: string): Promise<RunList> {
  const label = ["the runs of ", describePipeline(ref), ""] as const;
  const seconds = PAGE_DEADLINES * context.client.retryTimeoutSeconds;
  const expired = (): Error => {
    const limit = `The limit is ${PAGE_DEADLINES} times ${context.client.settingName("retryTimeoutSeconds")}`;
    return reading(label, new AtlasNetworkError("TIMEOUT", `no complete list within ${seconds} s`), limit);
  };
  return withDeadline(seconds * 1000, expired, context.signal, (signal) => {
    let includeCount = true;
    const readPage = async (pageNum: number): Promise<PageOfRuns> => {
      try {
        return await readRunsPage({ ...context, signal }, ref, { pageNum, createdBefore, includeCount });
      } catch (error) {
        if (!includeCount || !isCountTimeout(error)) throw error;
        includeCount = false;
        return readPage(pageNum);
      }
    };
    return collectRuns(label.join(""), readPage);
  });
}

function isCountTimeout(error: unknown): boolean {
  return error instanceof AtlasApiError && error.errorCode === COUNT_TIMEOUT;
}
