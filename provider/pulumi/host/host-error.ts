import { AtlasError, forEngine, oneLine } from "../../errors/index.js";

/** Longest subject in a line, in characters: ids have up to 114. */
const MAX_SUBJECT = 160;

/**
 * Returns the error in the form that the host of dynamic providers needs. The engine shows its message under the
 * resource's name. The host also prints `${error}: ${error.stack}`, which stands under the stack's name. Of an error of
 * this package that becomes its class, its code and the run. A message that gRPC cannot encode would hang the engine.
 *
 * @param subject Id of the run that was read; for another operation, the name of the resource class.
 */
export function toHostError<T>(error: T, subject: string): T {
  if (!(error instanceof AtlasError)) {
    if (error instanceof Error) error.message = forEngine(error.message);
    return error;
  }
  const brief = `${error.name} ${error.code}`;
  return Object.defineProperties(error, {
    toString: { value: () => brief, configurable: true },
    stack: { value: oneLine(subject, MAX_SUBJECT), configurable: true, writable: true },
  });
}

/** Makes the error for an operation that is never asked for, unless a resource has lost the id that makes it a read. */
export function readOnly(operation: "create" | "update"): AtlasError {
  const message =
    `a DataLakePipelineRun is read, never ${operation}d: the engine asked to ${operation} one. ` +
    "Use new DataLakePipelineRun(name, args) or DataLakePipelineRun.get(name, id); a stack transformation must " +
    "keep the options (pulumi.mergeOptions). If it is in the state, use pulumi state delete";
  return toHostError(new AtlasError("READ_ONLY", message), "DataLakePipelineRun");
}
