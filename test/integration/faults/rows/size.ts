import { gzipSync } from "node:zlib";
import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails, wireResponses } from "../arrange.js";
import { rowsOf, type Arrange, type Row } from "../row.js";
import { bomb, floods, RUN_JSON, runHead } from "../../../helpers/wire/scripts.js";
import { noRun, READ, TOO_LARGE, undecodable } from "./failures.js";

const row = rowsOf("Size", { expected: TOO_LARGE, atMostSeconds: 2, maxGrowthMiB: 100 });

/** Almost 1 MiB, in a few KB of gzip. */
const filled = (start: string, part: string, end: string): Buffer =>
  gzipSync(start + part.repeat((1 << 20) / part.length - 100) + end);

function filledRow(name: string, body: Buffer, expected: Row["expected"]): Row {
  const fault = { type: "raw", body, headers: { "content-encoding": "gzip" } } as const;
  return row(name, 1, atlasFails(fault), { expected });
}

function bombRow(name: string, coding: "gzip" | "br", kinds: Row["kinds"]): Row {
  let made: Promise<Buffer> | undefined;
  const arrange: Arrange = async ({ test }) => {
    const body = await (made ??= bomb(coding, 1024));
    test.atlas.fail({ type: "raw", body, headers: { "content-encoding": coding } });
  };
  return row(name, 1, arrange, { kinds });
}

export const sizeRows: readonly Row[] = [
  filledRow("A body in gzip", gzipSync(RUN_JSON), READ),
  bombRow("Gzip that expands to a gigabyte", "gzip", KINDS),
  bombRow("Brotli that expands to a gigabyte", "br", ["accessToken"]),
  row(
    "A body of 64 MiB, as its Content-Length says",
    1,
    wireResponses(floods(runHead({ "content-length": 64 << 20 }), 64)),
    { kinds: KINDS, through: "wire" },
  ),
  row(
    "A body of 64 MiB without a Content-Length",
    1,
    wireResponses(floods(runHead({ "content-length": undefined, connection: "close" }), 64)),
    { through: "wire" },
  ),
  row(
    "A body of almost 1 MiB, most of it blanks",
    1,
    atlasFails({ type: "raw", body: RUN_JSON + " ".repeat(1_000_000) }),
    { expected: READ },
  ),
  filledRow("A list of 500,000 numbers, 1 MiB", filled('{"results":[', "1,", "1]}"), noRun()),
  filledRow(
    "350,000 objects in a field, 1 MiB",
    filled('{"_id":"32b6e34b3d91647abb20e7b8","state":[', "{},", "{}]}"),
    undecodable("state: expected a string of valid Unicode, got an array of 349426"),
  ),
];
