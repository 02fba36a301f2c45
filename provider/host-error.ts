import { AtlasError } from "./errors/index.js";

/**
 * The error as the host of dynamic providers should get it. The engine shows its message under the resource's name.
 * The host prints the error and its stack besides, which would say the same again, with a stack that helps nobody:
 * this makes it the error's class and code.
 */
export function forHost(error: unknown): unknown {
  if (!(error instanceof AtlasError)) return error;
  const brief = `${error.name} ${error.code}`;
  return Object.defineProperties(error, {
    toString: { value: () => brief, configurable: true },
    stack: { value: "the message is under the name of the resource", configurable: true, writable: true },
  });
}
