import { type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Script } from "./wire-request.js";

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
