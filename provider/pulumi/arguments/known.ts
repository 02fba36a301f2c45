import * as pulumi from "@pulumi/pulumi";
import { AtlasError, InvalidArgumentError } from "../../errors/index.js";
import { isPending, isPlainObject } from "./plain.js";

/** Resolves with the value of an output, and whether it is known. @throws the error of an output that fails */
export async function resolveOutput<T>(
  output: pulumi.Output<T>,
): Promise<{ readonly known: boolean; readonly value: pulumi.Unwrap<T> }> {
  // Not declared by the SDK, and present in each version of it.
  const { isKnown } = output as unknown as { readonly isKnown: Promise<boolean> };
  const promise = (output as unknown as { promise(): Promise<pulumi.Unwrap<T>> }).promise();
  const [known, value] = await Promise.all([isKnown, promise]);
  return { known, value };
}

/**
 * Checks in `up` that what a read needs is known. Unknown means "later" in a preview only: in `up` the read would never be
 * made, and its check would pass.
 *
 * @param prefix Prefix that says whose values they are, with its colon.
 * @param values The values by their names in a message.
 * @throws AtlasError `NOT_READ`, or the error of a value that fails
 */
export async function requireKnown(prefix: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  if (pulumi.runtime.isDryRun()) return;
  const isKnown = async ([, value]: [string, unknown]): Promise<boolean> =>
    (await resolveOutput(pulumi.output(value))).known;
  const known = await Promise.all(Object.entries(values).map(isKnown));
  const unknown = Object.keys(values).find((_name, at) => known[at] === false);
  if (unknown !== undefined) throw notKnown(prefix, unknown);
}

/** Makes the error for a read in `up` that needs something which is not known. */
export function notKnown(prefix: string, name: string): AtlasError {
  const message = `${prefix}${name} is not known in this update, so nothing was read: ${LEFT_OUT}`;
  return new AtlasError("NOT_READ", message);
}

/** The likely reason for a value that is missing in `up`. */
const LEFT_OUT = "a resource that --target or --exclude leaves out, or that was not created, has no outputs";

/**
 * Checks that no output or promise among the arguments has resolved to undefined or null. Such an argument would count
 * as left out, which could disable a check silently.
 *
 * @param prefix Prefix that says whose arguments they are, with its colon.
 * @param given The arguments as the program passed them.
 * @param resolved The same with outputs and promises resolved.
 * @throws InvalidArgumentError
 */
export function checkResolved(prefix: string, given: object, resolved: object, path = ""): void {
  const values = resolved as Readonly<Record<string, unknown>>;
  for (const [key, value] of Object.entries(given)) {
    const found = values[key];
    if (isPlainObject(value) && typeof found === "object" && found !== null) {
      checkResolved(prefix, value, found, `${path}${key}.`);
    } else if (isPending(value) && (found === undefined || found === null)) {
      throw new InvalidArgumentError(
        `${prefix}${path}${key} comes from an output that resolved to ${String(found)}: ` +
          `give the output a value, or leave an optional argument out; ${LEFT_OUT}`,
      );
    }
  }
}
