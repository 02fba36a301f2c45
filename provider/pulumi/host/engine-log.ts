import * as log from "@pulumi/pulumi/log/index.js";
import { resetOptions } from "@pulumi/pulumi/runtime/settings.js";
import { once, type Reporter } from "../../atlas/read/read-context.js";

/** Reports to the engine from its host of dynamic providers. */
interface HostReporter extends Reporter {
  /** Resolves once all warnings are delivered: the engine may end this process after the last read. */
  readonly delivered: () => Promise<void>;
}

/**
 * Makes the reporter. Lines are printed, which the engine shows as messages. Warnings go to the engine, as those of a
 * program do: the SDK knows the engine's address there only.
 *
 * @param address Host and port of the engine, such as `127.0.0.1:40123`. Undefined: warnings are printed.
 */
export function hostReporter(address: string | undefined): HostReporter {
  if (address !== undefined) resetOptions("", "", -1, address, "", false, "");
  let last = Promise.resolve();
  const warn = (line: string): void => {
    // The SDK delivers one after the other.
    last = log.warn(line);
  };
  const info = (line: string): void => {
    console.log(line);
  };
  return { info, warn, warnOnce: once(warn), delivered: () => last };
}
