import { addAdvice, AtlasError, type AtlasErrorCode } from "../../errors/index.js";
import { proveDeleted } from "../../atlas/list/prove-deleted.js";
import { type ReadContext } from "../../atlas/read/read-context.js";
import { type RunFields } from "../../atlas/codec/run.js";
import { unexpectedContent } from "../../atlas/read/read-error.js";
import { NotFoundByAtlas } from "../../atlas/read/status-error.js";
import { OPTIONAL_FIELDS, type OptionalRunField } from "../../run/fields.js";
import { describeRun, type RunRef } from "../../run/run-ref.js";

const KEPT =
  "The resource stays in the state. To remove it, take it out of the program, or use pulumi state delete";

const STORED_CONFIG =
  "pulumi refresh uses the configuration of the last pulumi up. After a change use pulumi up, or " +
  "pulumi refresh --run-program";

/** Failures that a change of the configuration since the last `up` explains. */
const CREDENTIAL_FAILURES: readonly AtlasErrorCode[] = [
  "UNAUTHORIZED",
  "FORBIDDEN",
  "NO_CREDENTIALS",
  "INCOMPLETE_CREDENTIALS",
];

/**
 * Decides whether a run that could not be read leaves the state in a refresh. Returns only if it is proven that the run
 * was deleted.
 *
 * @throws the error, with what to do about it in a refresh
 */
export async function leaveStateOrThrow(
  context: ReadContext | undefined,
  ref: RunRef,
  error: unknown,
): Promise<void> {
  if (!(error instanceof AtlasError)) throw error;
  if (CREDENTIAL_FAILURES.includes(error.code)) throw addAdvice(error, STORED_CONFIG);
  if (error.code === "GONE") throw addAdvice(error, KEPT);
  if (error.code !== "NOT_FOUND" || context === undefined) throw error;
  if (!(error instanceof NotFoundByAtlas)) {
    throw addAdvice(error, `This does not prove that the run was deleted. ${KEPT}`);
  }
  const proof = await proveDeleted(context, ref);
  if (!proof.deleted) throw addAdvice(error, `${capital(proof.because)}. ${KEPT}`);
  context.reporter.warn(
    `removed from the state: ${describeRun(ref)} (404 from Atlas, and not among the ${proof.count} runs that its ` +
      "pipeline lists)",
  );
}

/**
 * Checks that a refresh does not replace all stored outputs by nothing.
 *
 * @throws AtlasContentError `UNEXPECTED_CONTENT` for a run of which there is only the id, if an output is stored
 */
export function checkOutputs(ref: RunRef, run: RunFields, stored: Readonly<Record<string, unknown>>): void {
  if (hasOutput(run) || !hasOutput(stored)) return;
  const problem = "unexpected response (status 200, no field but the ids)";
  throw unexpectedContent(["", describeRun(ref), ""], problem, "The resource keeps its stored outputs");
}

/** Whether a field, besides ids, is more than null, empty text or an empty object. */
function hasOutput(fields: { readonly [K in OptionalRunField]?: unknown }): boolean {
  return OPTIONAL_FIELDS.some((name) => {
    if (name === "pipelineId") return false;
    const value = fields[name] ?? "";
    return typeof value === "object" ? Object.keys(value).length > 0 : value !== "";
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
