import { AtlasError, oneLine } from "../../errors/index.js";
import { type ReadContext } from "../read/read-context.js";
import { type RunRef } from "../../run/run-ref.js";
import { readList } from "./read-list.js";

/** Whether the list of a pipeline's runs proves that a run was deleted. */
type DeletionProof =
  { readonly deleted: true; readonly count: number } | { readonly deleted: false; readonly because: string };

/**
 * Lists all runs of the pipeline. Only a complete list with status 200, a count and at least one run is a proof, if it
 * lacks the run and has nothing that Atlas does not document: a proxy's page, a wrong base URL or a project that is no longer visible responds 404 as well, and an
 * API after its sunset may respond with an empty list.
 *
 * @throws the reason of the context's signal
 */
export async function proveDeleted(context: ReadContext, ref: RunRef): Promise<DeletionProof> {
  const unproven = (why: string): DeletionProof => ({
    deleted: false,
    because: `the list of the pipeline's runs ${why}`,
  });
  try {
    const { runs, counted, odd } = await readList(context, ref, { includeCount: true });
    if (runs.some((run) => run.pipelineRunId === ref.pipelineRunId)) return unproven("includes it");
    if (runs.length === 0) return unproven("is empty, which does not prove that the run was deleted");
    if (odd !== undefined) return unproven(`has ${oneLine(odd, 80)}, and may be an error`);
    return counted ? { deleted: true, count: runs.length } : unproven("has no totalCount, and may lack runs");
  } catch (error) {
    if (!(error instanceof AtlasError) || context.signal?.aborted) throw error;
    return unproven(`failed: ${error.message}`);
  }
}
