import type * as pulumi from "@pulumi/pulumi";

/** Arguments that may come from outputs of resources. An optional one may be left out; no output may resolve to undefined. */
export type InputsOf<T> = {
  readonly [K in keyof T]: pulumi.Input<Exclude<T[K], undefined>> | Extract<T[K], undefined>;
};
