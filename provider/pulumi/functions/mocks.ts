import * as pulumi from "@pulumi/pulumi";

/** A response of Pulumi's mocks. */
export type MockedResponse = Readonly<Record<string, unknown>>;

/** Returns whether mocks stand in for the engine: `pulumi.runtime.setMocks`. */
export function hasMocks(): boolean {
  return pulumi.runtime.hasMonitor() && pulumi.runtime.getEngine() === undefined;
}

/** Calls the mocks with the token that the function of this name has in `@pulumi/mongodbatlas` 3. */
export function callMocks(name: string, args: object): Promise<MockedResponse> {
  const token = `mongodbatlas:index/${name}:${name}`;
  return pulumi.runtime.invoke(token, args) as Promise<MockedResponse>;
}
