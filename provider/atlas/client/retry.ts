import { type HttpResponse } from "../http/types.js";

/** The last response of a read. */
export interface RetryResult {
  readonly response: HttpResponse;
  readonly attempts: number;
  readonly elapsedSeconds: number;
  /** Delay before the next attempt, in seconds, if that would have ended after the deadline. */
  readonly dueDelaySeconds: number | undefined;
}

/** A read whose last attempt ended without a response. The cause is the error of that attempt. */
export class RetryError extends Error {
  override readonly name = "RetryError";

  constructor(
    readonly attempts: number,
    readonly elapsedSeconds: number,
    cause: unknown,
  ) {
    super("no response", { cause });
  }
}
