import { Readable, type Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { constants, createBrotliCompress, createDeflate, createGzip } from "node:zlib";

const MEBIBYTE = Buffer.alloc(1 << 20, " ");

const COMPRESSORS: Readonly<Record<"gzip" | "deflate" | "br", () => Transform>> = {
  gzip: () => createGzip({ level: 1 }),
  deflate: () => createDeflate({ level: 1 }),
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
};

/** A body that expands to so many MiB of blanks, made without ever holding them. */
export function bomb(coding: keyof typeof COMPRESSORS, mebibytes: number): Promise<Buffer> {
  const blanks = Readable.from(
    (function* () {
      for (let n = 0; n < mebibytes; n++) yield MEBIBYTE;
    })(),
  );
  return buffer(blanks.pipe(COMPRESSORS[coding]()));
}
