import { AtlasError } from "./atlas-error.js";

/**
 * An answer of status 2xx that is no Data Lake Pipeline run: not JSON, of another media type or too large
 * (`UNEXPECTED_CONTENT`), or JSON of another shape or of another run (`DECODE`).
 */
export class AtlasContentError extends AtlasError {
  override readonly name = "AtlasContentError";
  /** HTTP status of the answer, if it got so far. */
  declare readonly status?: number;
  /** Each thing that is wrong, with its path; one entry or more with `DECODE`, empty otherwise. */
  readonly problems: readonly string[];

  constructor(
    code: "UNEXPECTED_CONTENT" | "DECODE",
    message: string,
    fields: { status?: number; problems?: readonly string[]; cause?: unknown },
  ) {
    super(code, message, { cause: fields.cause });
    if (fields.status !== undefined) this.status = fields.status;
    this.problems = fields.problems ?? [];
  }
}
