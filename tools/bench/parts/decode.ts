import { type Bench } from "../bench.js";
import { type DecodeRates } from "../children/decode.js";
import { runChild } from "../children/run-child.js";
import { type Row, type Section } from "../report.js";
import { figure, paired, quotient } from "../statistics.js";

export const DECODE = "Decoding, in runs a second";

interface Rates {
  readonly run: DecodeRates;
  readonly page: DecodeRates;
}

export async function measureDecode(bench: Bench): Promise<readonly Section[]> {
  const samples: Rates[] = [];
  for (let round = 0; round < bench.options.runs; round++) {
    bench.say(`decoding, run ${round + 1}`);
    samples.push((await runChild("decode", [bench.options.decodeMs], {}, bench.signal)) as Rates);
  }
  const rows = [
    row(
      "one run",
      samples.map(({ run }) => run),
    ),
    row(
      "a page of 500 runs",
      samples.map(({ page }) => page),
    ),
  ];
  return [{ title: DECODE, columns: ["JSON.parse", "decode", "decode takes"], rows }];
}

function row(what: string, rates: readonly DecodeRates[]): Row {
  const parse = rates.map((rate) => rate.parse);
  const decode = rates.map((rate) => rate.decode);
  return {
    what,
    figures: {
      "JSON.parse": figure("/s", parse),
      decode: figure("/s", decode),
      // In time, as the other ratios: the inverse of the rates' own.
      "decode takes": figure("×", paired(parse, decode, quotient)),
    },
  };
}
