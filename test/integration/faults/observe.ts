import { getDataLakePipelineRun, type GetDataLakePipelineRunResult } from "../../../provider/index.js";
import { RUN_ARGS } from "../../helpers/local-atlas.js";
import { setConfig } from "../../helpers/functions.js";
import { withGrowth } from "../../helpers/wire/watching.js";

/** What a read came to, and what it took. */
export interface Observation {
  readonly run: GetDataLakePipelineRunResult | undefined;
  readonly error: unknown;
  /** What was logged, line by line. */
  readonly logged: readonly string[];
  readonly seconds: number;
  readonly growthMiB: number;
}

/** Reads the reference page's run with a stack configuration. */
export async function observe(config: Record<string, string>): Promise<Observation> {
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
