import { type Socket } from "node:net";
import { parseHead, type Head } from "../http-head.js";

/** Reads one head, and hands on all bytes before the next party takes over the socket. */
export function readHead(
  socket: Socket,
  onBytes: (bytes: Buffer) => void,
  onHead: (head: Head) => void,
): void {
  let received = "";
  const read = (bytes: Buffer): void => {
    onBytes(bytes);
    received += bytes.toString("latin1");
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return;
    socket.off("data", read);
    onHead(parseHead(received.slice(0, end)));
  };
  socket.on("data", read);
}
