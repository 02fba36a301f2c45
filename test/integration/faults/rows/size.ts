import { gzipSync } from "node:zlib";
import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails, wireResponses } from "../arrange.js";
import { type Arrange, type Row } from "../row.js";
import { bomb } from "../../../helpers/wire/compressed.js";
import { RUN_JSON, runHead } from "../../../helpers/wire/http-text.js";
import { floods } from "../../../helpers/wire/scripts.js";
import { READ, TOO_LARGE } from "./failures.js";

const common = {
  group: "Size",
  kinds: ["accessToken"],
  expected: TOO_LARGE,
  requests: 1,
  atMostSeconds: 2,
  maxGrowthMiB: 100,
} as const;

/** Each is made once. */
const bodies: Partial<Record<string, Promise<Buffer>>> = {};

function bombRow(
  name: string,
  coding: "gzip" | "deflate" | "br",
  mebibytes: number,
  more: Partial<Row> = {},
): Row {
  const arrange: Arrange = async ({ test }) => {
    bodies[coding] ??= bomb(coding, mebibytes);
    const body = await bodies[coding];
    test.atlas.fail({ type: "raw", body, headers: { "content-encoding": coding } });
  };
  return { ...common, name, arrange, ...more };
}

export const sizeRows: readonly Row[] = [
  {
    ...common,
    name: "A body in gzip",
    kinds: KINDS,
    arrange: atlasFails({ type: "raw", body: gzipSync(RUN_JSON), headers: { "content-encoding": "gzip" } }),
    expected: READ,
    atMostSeconds: 0.5,
  },
  bombRow("Gzip that expands to a gigabyte", "gzip", 1024, { kinds: KINDS }),
  bombRow("Deflate that expands to a gigabyte", "deflate", 1024),
  bombRow("Brotli that expands to a gigabyte", "br", 1024),
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
    name: "A body of 7 MiB, most of it blanks",
    arrange: atlasFails({ type: "raw", body: RUN_JSON + " ".repeat(7 << 20) }),
    expected: READ,
  },
];
