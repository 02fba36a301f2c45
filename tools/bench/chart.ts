import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isLeft } from "fp-ts/lib/Either.js";
import * as t from "io-ts";
import { ROOT } from "../root.js";
import { chartSvg, LATENCY, type Echarts, type Preview } from "./chart-svg.js";

const Result = t.type({
  previews: t.array(
    t.type({ program: t.string, size: t.number, latency: t.number, seconds: t.array(t.number) }),
  ),
});

const EXPECTED = "make it with npm run --silent bench -- --json";

/** Reads the previews of a result of the benchmark. Throws an error of one line for any other file. */
export function readPreviews(file: string): readonly Preview[] {
  const result = Result.decode(parsed(file));
  if (isLeft(result)) throw new Error(`${file} has no previews: ${EXPECTED}`);
  const previews = result.right.previews.filter(({ seconds }) => seconds.length > 0);
  if (previews.some(({ latency }) => latency === LATENCY)) return previews;
  throw new Error(`${file} has no previews at ${LATENCY} ms: ${EXPECTED}`);
}

function parsed(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`, {
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${EXPECTED}`, { cause: error });
  }
}

/** Runs `npm run bench:chart`: writes the two pictures of the benchmark's page. */
function main(): void {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    throw new Error(`got ${positionals.length} files, expected one: ${EXPECTED}`);
  }
  const previews = readPreviews(file);
  // npm run bench:chart has put it there.
  const echarts = createRequire(join(ROOT, "build", "chart", "index.js"))("echarts") as Echarts;
  for (const scheme of ["light", "dark"] as const) {
    const picture = join(ROOT, "tools", "bench", `previews-${scheme}.svg`);
    writeFileSync(picture, `${chartSvg(echarts, previews, scheme)}\n`);
  }
}

if (require.main === module) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`the chart failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
