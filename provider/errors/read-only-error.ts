import { AtlasError } from "./atlas-error.js";

/**
 * The engine asked the resource to create or change a run, which it never does (`READ_ONLY`). It comes from the provider's
 * process: `pulumi` shows its message, and a program does not get it.
 */
export class ReadOnlyError extends AtlasError {
  override readonly name = "ReadOnlyError";

  constructor(operation: "create" | "update") {
    super(
      "READ_ONLY",
      `a DataLakePipelineRun is read, never ${operation}d: the engine asked to ${operation} one. ` +
        "Use new DataLakePipelineRun(name, args) or DataLakePipelineRun.get(name, id); a stack transformation must " +
        "keep the options (pulumi.mergeOptions). If it is in the state, use pulumi state delete",
    );
  }
}
