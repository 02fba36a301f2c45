import { AtlasError } from "../../errors/index.js";
import { type ReadContext } from "../read/read-context.js";
import { type RunRef } from "../../run/run-ref.js";
import { readList } from "./read-list.js";

/** Whether the list of a pipeline's runs proves that a run was deleted. */
export type DeletionProof =
  { readonly deleted: true; readonly count: number } | { readonly deleted: false; readonly because: string };

/**
 * Lists all runs of the pipeline. Only a complete list with status 200 and without the run is a proof: a proxy's page, a
 * wrong base URL or a project that is no longer visible responds 404 as well.
 *
 * @throws the reason of the context's signal
 */
export async function proveDeleted(context: ReadContext, ref: RunRef): Promise<DeletionProof> {
  const isRun = ({ pipelineRunId }: { readonly pipelineRunId: string }): boolean =>
    pipelineRunId === ref.pipelineRunId;
  try {
    const runs = await readList(context, ref, {
      complete: true,
      enough: (sofar) => sofar.some(isRun),
    });
    if (!runs.some(isRun)) return { deleted: true, count: runs.length };
    return { deleted: false, because: "the list of the pipeline's runs includes it" };
  } catch (error) {
    if (!(error instanceof AtlasError) || context.signal?.aborted) throw error;
    return {
      deleted: false,
      because: `the list of the pipeline's runs failed: ${error.message}`,
    };
  }
}
