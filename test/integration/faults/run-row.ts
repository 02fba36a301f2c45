import assert from "node:assert/strict";
import { getDataLakePipelineRun } from "../../../provider/index.js";
import { setConfig } from "../../helpers/functions.js";
import { RUN_ARGS, type Kind } from "../../helpers/local-atlas.js";
import { heal, openBench, originOf, requestCount, secretsOf, type Bench } from "./bench.js";
import { assertNothingLeaked, assertOutcome, assertReadRun, type Observation } from "./assertions.js";
import { DEFAULT_SETTINGS, type Row } from "./row.js";
import { watchOutgoing, withGrowth } from "../../helpers/wire/watching.js";

/** Lets a row's fault happen to a read, and asserts all that the row says and all that holds for every row. */
export async function runRow(row: Row, kind: Kind): Promise<void> {
  const bench = await openBench(row);
  const outgoing = watchOutgoing();
  try {
    const text = await failAndRecover(row, bench, kind);
    assertNothingLeaked(text, secretsOf(bench, kind), outgoing.sent, originOf(row, bench));
    assert.equal(bench.stranger.requests, 0, "another host got a request");
  } finally {
    outgoing.stop();
    await heal(bench);
  }
}

/** All text that the row has brought about. */
async function failAndRecover(row: Row, bench: Bench, kind: Kind): Promise<readonly unknown[]> {
  await row.prepare?.(bench, kind);
  if (row.cold !== true) assertReadRun(await observe(configOf(row, bench, kind)), {});
  await row.arrange(bench, kind);
  const before = requestCount(row, bench);
  const observed = await observe(configOf(row, bench, kind));
  assertOutcome(observed, row.expected, originOf(row, bench));
  assert.equal(requestCount(row, bench) - before, row.requests);
  const { seconds, growthMiB } = observed;
  assert.ok(seconds <= (row.atMostSeconds ?? 1), `${seconds} seconds`);
  assert.ok(growthMiB <= (row.maxGrowthMiB ?? 150), `${growthMiB} MiB`);
  await heal(bench);
  const healed = row.incurable === undefined ? [await observe(configOf(row, bench, kind))] : [];
  for (const later of healed) assertReadRun(later, {});
  return [observed, ...healed].flatMap(({ error, logged }) => [error, ...logged]);
}

function configOf(row: Row, bench: Bench, kind: Kind): Record<string, string> {
  const settings = Object.entries({ ...DEFAULT_SETTINGS, ...row.settings });
  return {
    ...bench.test.config(kind),
    "mongodbatlas:baseUrl": originOf(row, bench),
    ...bench.changes,
    ...Object.fromEntries(settings.map(([name, value]) => [`atlas-data-lake:${name}`, String(value)])),
  };
}

/** Reads the reference page's run with a stack configuration. */
async function observe(config: Record<string, string>): Promise<Observation> {
  setConfig(config);
  const logged: string[] = [];
  const { log, info, warn, error } = console;
  const note = (...args: unknown[]): void => void logged.push(args.join(" "));
  // A stub of sinon looks at every method of the console, which costs a tenth of the whole matrix.
  Object.assign(console, { log: note, info: note, warn: note, error: note });
  const start = performance.now();
  try {
    const { result, growthMiB } = await withGrowth(() =>
      getDataLakePipelineRun(RUN_ARGS).then(
        (run) => ({ run, error: undefined }),
        (error: unknown) => ({ run: undefined, error }),
      ),
    );
    return { ...result, logged, growthMiB, seconds: (performance.now() - start) / 1000 };
  } finally {
    Object.assign(console, { log, info, warn, error });
  }
}
