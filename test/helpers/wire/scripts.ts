import { type Socket } from "node:net";
import { Readable, type Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import { RUN } from "../local-atlas.js";
import { head, type Fields, type Script } from "./wire.js";

export const API_MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json";

/** The run as Atlas sends it. */
export const RUN_JSON = JSON.stringify(RUN.run);

/** The head of a response with a run in it, with fields to add; one that is undefined is left out. */
export function runHead(fields: Fields = {}): string {
  const all: Fields = {
    "content-type": API_MEDIA_TYPE,
    "content-length": Buffer.byteLength(RUN_JSON),
    ...fields,
  };
  return head(200, Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
}

/** A response with a JSON body. */
export function jsonText(status: number, value: unknown, fields: Fields = {}): string {
  const body = JSON.stringify(value);
  const length = Buffer.byteLength(body);
  return head(status, { "content-type": "application/json", "content-length": length, ...fields }) + body;
}

/** Sends this, and keeps the connection. */
export function says(...parts: readonly (string | Uint8Array)[]): Script {
  return (socket) => {
    for (const part of parts) socket.write(part);
  };
}

/** Sends this, and ends the connection in an orderly way. */
export function saysAndEnds(...parts: readonly (string | Uint8Array)[]): Script {
  return (socket) => {
    for (const part of parts) socket.write(part);
    socket.end();
  };
}

/** Sends this, and resets the connection when it has arrived. */
export function saysAndResets(text: string): Script {
  return async (socket) => {
    socket.write(text);
    // At once, the reset could overtake the text.
    await sleep(20);
    socket.resetAndDestroy();
  };
}

/** Sends this, and the rest when the client has taken it for all. */
export function saysLate(text: string, rest: string): Script {
  return async (socket) => {
    socket.write(text);
    await sleep(30);
    socket.write(rest);
  };
}

/** Sends this slowly, until the client goes away. */
export function drips(text: string, millisecondsPerByte: number): Script {
  return async (socket) => {
    for (const byte of Buffer.from(text)) {
      if (socket.destroyed) return;
      socket.write(Buffer.of(byte));
      await sleep(millisecondsPerByte);
    }
  };
}

const CHUNK = Buffer.alloc(64 * 1024, " ");

/** Sends a head and so many MiB of blanks, until the client goes away; never more than the connection takes. */
export function floods(head: string, mebibytes: number): Script {
  return async (socket) => {
    socket.write(head);
    for (let sent = 0; sent < mebibytes << 20; sent += CHUNK.length) {
      if (socket.destroyed) return;
      if (!socket.write(CHUNK)) await drained(socket);
    }
  };
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off("drain", done).off("close", done);
      resolve();
    };
    socket.on("drain", done).on("close", done);
  });
}

const MEBIBYTE = Buffer.alloc(1 << 20, " ");

const COMPRESSORS: Readonly<Record<"gzip" | "br", () => Transform>> = {
  gzip: () => createGzip({ level: 1 }),
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
