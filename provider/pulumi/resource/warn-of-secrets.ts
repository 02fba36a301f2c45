import * as pulumi from "@pulumi/pulumi";
import { RUN_ARGUMENTS } from "../../run/run-ref.js";

/**
 * Warns of secret arguments that name the run. They are part of the id of the resource, and Pulumi has no secret ids:
 * the value is in clear text in the state and in messages.
 */
export function warnOfSecrets(prefix: string, args: object, resource: pulumi.Resource): void {
  const values = args as Readonly<Record<string, unknown>>;
  for (const name of RUN_ARGUMENTS) {
    const value = values[name];
    if (pulumi.Output.isInstance(value)) void warnOfSecret(prefix, name, value, resource);
  }
}

async function warnOfSecret(
  prefix: string,
  name: string,
  value: pulumi.Output<unknown>,
  resource: pulumi.Resource,
): Promise<void> {
  if (!(await isSecret(value))) return;
  await pulumi.log.warn(
    `${prefix}${name} is secret, but the id of a resource never is: it stands in clear in the state and in messages`,
    resource,
  );
}

/** Returns whether an output is secret. The error of an output that fails is reported elsewhere. */
async function isSecret(value: pulumi.Output<unknown>): Promise<boolean> {
  try {
    return await pulumi.isSecret(value);
  } catch {
    return false;
  }
}
