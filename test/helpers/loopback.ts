import * as pulumi from "@pulumi/pulumi";

/** Sets the stack configuration of this process, as the engine would for a program. */
export function setConfig(config: Record<string, string>): void {
  pulumi.runtime.setAllConfig(config);
}

/** The error that a promise rejects with; fails if it does not reject. */
export async function rejection(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error("expected a rejection, got a result");
}
