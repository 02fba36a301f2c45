import { decodeRun, decodeRunsPage } from "../built.js";
import { runOf } from "../atlas/runs.js";

/** Runs a second. */
export interface DecodeRates {
  readonly parse: number;
  readonly decode: number;
}

const PAGE_SIZE = 500;

/** How often a second the work is done, repeated for some milliseconds after as many to warm up. */
function rate(work: () => void, milliseconds: number): number {
  repeat(work, milliseconds);
  return repeat(work, milliseconds);
}

function repeat(work: () => void, milliseconds: number): number {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  for (; elapsed < milliseconds; elapsed = performance.now() - start) {
    work();
    count += 1;
  }
  return (count * 1000) / elapsed;
}

function rates(
  text: string,
  runs: number,
  decode: (body: unknown) => { ok: boolean },
  ms: number,
): DecodeRates {
  const body: unknown = JSON.parse(text);
  if (!decode(body).ok) throw new Error("the body that is measured does not decode");
  return {
    parse: runs * rate(() => void JSON.parse(text), ms),
    decode: runs * rate(() => void decode(body), ms),
  };
}

const milliseconds = Number(process.argv[2]);
const page = { results: Array.from({ length: PAGE_SIZE }, (_, n) => runOf(n).run), totalCount: PAGE_SIZE };
process.stdout.write(
  JSON.stringify({
    run: rates(JSON.stringify(runOf(0).run), 1, decodeRun, milliseconds),
    page: rates(JSON.stringify(page), PAGE_SIZE, decodeRunsPage, milliseconds),
  }),
);
