import { AtlasError, forEngine } from "../../errors/index.js";

/**
 * Returns the error in the form that the host of dynamic providers needs. The engine shows its message under the
 * resource's name. The host also prints the error with its stack trace: both are replaced by the class and the code, so
 * that the message is not repeated. A message that gRPC cannot send would make the engine wait for ever.
 */
export function toHostError<T>(error: T): T {
  if (!(error instanceof AtlasError)) {
    if (error instanceof Error) error.message = forEngine(error.message);
    return error;
  }
  const brief = `${error.name} ${error.code}`;
  return Object.defineProperties(error, {
    toString: { value: () => brief, configurable: true },
    stack: { value: "the message is under the name of the resource", configurable: true, writable: true },
  });
}
