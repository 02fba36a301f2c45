import type * as pulumi from "@pulumi/pulumi";

/** Returns whether a value holds no output and no promise, at any depth. */
export function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return (Array.isArray(value) || isPlainObject(value)) && Object.values(value).every(isPlain);
}

export function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Returns whether a value is a promise, or an output of Pulumi from any copy of the SDK. */
export function isPending(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("__pulumiOutput" in value || "then" in value);
}

/** Arguments that may come from outputs of resources. An optional one may be left out; no output may resolve to undefined. */
export type InputsOf<T> = {
  readonly [K in keyof T]: pulumi.Input<Exclude<T[K], undefined>> | Extract<T[K], undefined>;
};
