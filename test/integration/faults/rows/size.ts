import { gzipSync } from "node:zlib";
import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails, wireResponses } from "../arrange.js";
import { type Arrange, type Row } from "../row.js";
import { bomb, floods, RUN_JSON, runHead } from "../../../helpers/wire/scripts.js";
import { noRun, READ, TOO_LARGE, undecodable } from "./failures.js";

const common = {
  group: "Size",
  kinds: ["accessToken"],
  expected: TOO_LARGE,
  requests: 1,
  atMostSeconds: 2,
  maxGrowthMiB: 100,
} as const;

/** Almost 1 MiB, in a few KB of gzip. */
const filled = (start: string, part: string, end: string): Buffer =>
  gzipSync(start + part.repeat((1 << 20) / part.length - 100) + end);

function filledRow(name: string, body: Buffer, expected: Row["expected"]): Row {
  const fault = { type: "raw", body, headers: { "content-encoding": "gzip" } } as const;
  return { ...common, name, arrange: atlasFails(fault), expected };
}

function bombRow(name: string, coding: "gzip" | "br", kinds: Row["kinds"]): Row {
  let made: Promise<Buffer> | undefined;
  const arrange: Arrange = async ({ test }) => {
    const body = await (made ??= bomb(coding, 1024));
    test.atlas.fail({ type: "raw", body, headers: { "content-encoding": coding } });
  };
  return { ...common, name, arrange, kinds };
}

export const sizeRows: readonly Row[] = [
  {
    ...common,
    name: "A body in gzip",
    kinds: KINDS,
    arrange: atlasFails({ type: "raw", body: gzipSync(RUN_JSON), headers: { "content-encoding": "gzip" } }),
    expected: READ,
  },
  bombRow("Gzip that expands to a gigabyte", "gzip", KINDS),

  bombRow("Brotli that expands to a gigabyte", "br", ["accessToken"]),
  {
    ...common,
    name: "A body of 64 MiB, as its Content-Length says",
    kinds: KINDS,
    through: "wire",
    arrange: wireResponses(floods(runHead({ "content-length": 64 << 20 }), 64)),
  },
  {
    ...common,
    name: "A body of 64 MiB without a Content-Length",
    through: "wire",
    arrange: wireResponses(floods(runHead({ "content-length": undefined, connection: "close" }), 64)),
  },
  {
    ...common,
    name: "A body of almost 1 MiB, most of it blanks",
    arrange: atlasFails({ type: "raw", body: RUN_JSON + " ".repeat(1_000_000) }),
    expected: READ,
  },
  filledRow("A list of 500,000 numbers, 1 MiB", filled('{"results":[', "1,", "1]}"), noRun()),
  filledRow(
    "350,000 objects in a field, 1 MiB",
    filled('{"_id":"32b6e34b3d91647abb20e7b8","state":[', "{},", "{}]}"),
    undecodable("state: expected a string of valid Unicode, got an array of 349426"),
  ),
];
