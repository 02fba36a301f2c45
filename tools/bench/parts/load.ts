import { credentialVariables } from "../atlas/credentials.js";
import { type Bench } from "../bench.js";
import { type ConfigureTimes } from "../children/configure.js";
import { type LoadTimes } from "../children/load.js";
import { runChild } from "../children/run-child.js";
import { type Section } from "../report.js";
import { figure } from "../statistics.js";

export const LOAD = "Time to load, each in a fresh Node process";
export const LOAD_ROW = "the package, after the SDK";

/** Such short times need more samples than there are runs. */
const SAMPLES_A_RUN = 2;

export async function measureLoad(bench: Bench): Promise<readonly Section[]> {
  const { atlas, options, signal } = bench;
  const loads: LoadTimes[] = [];
  const configures: ConfigureTimes[] = [];
  await atlas.setLatency(0);
  bench.say("time to load");
  for (let sample = 0; sample < options.runs * SAMPLES_A_RUN; sample++) {
    const env = credentialVariables("accessToken", atlas.baseUrl);
    loads.push((await runChild("load", [], env, signal)) as LoadTimes);
    configures.push((await runChild("configure", [], {}, signal)) as ConfigureTimes);
  }
  return [{ title: LOAD, columns: ["time"], rows: rows(loads, configures) }];
}

function rows(loads: readonly LoadTimes[], configures: readonly ConfigureTimes[]): Section["rows"] {
  const row = (what: string, samples: readonly number[]): Section["rows"][number] => ({
    what,
    figures: { time: figure("ms", samples) },
  });
  return [
    row(
      "@pulumi/pulumi",
      loads.map((times) => times.sdk),
    ),
    row(
      LOAD_ROW,
      loads.map((times) => times.package),
    ),
    row(
      "what the first read loads (first read less the second)",
      loads.map((t) => t.firstRead - t.secondRead),
    ),
    row(
      "the provider's module, after the SDK",
      configures.map((times) => times.module),
    ),
    row(
      "createProvider and configure",
      configures.map((times) => times.configure),
    ),
  ];
}
