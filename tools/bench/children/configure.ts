import { createRequire } from "node:module";
import type * as providerModule from "pulumi-atlas-data-lake/provider";

/** Milliseconds. */
export interface ConfigureTimes {
  /** The module that the provider process loads, after Pulumi's SDK, which its host has loaded. */
  readonly module: number;
  readonly configure: number;
}

const load = createRequire(__filename);

async function main(): Promise<void> {
  load("@pulumi/pulumi");
  const start = performance.now();
  const { createProvider } = load("pulumi-atlas-data-lake/provider") as typeof providerModule;
  const loaded = performance.now();
  const request = { config: { get: () => undefined, require: () => "" } };
  await createProvider().configure?.(request);
  const times: ConfigureTimes = { module: loaded - start, configure: performance.now() - loaded };
  process.stdout.write(JSON.stringify(times));
}

void main();
