import { type Socket } from "node:net";

/** The head of a request as a proxy sees it. */
export interface Head {
  readonly method: string;
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

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
    onHead(parse(received.slice(0, end)));
  };
  socket.on("data", read);
}

function parse(text: string): Head {
  const [first = "", ...lines] = text.split("\r\n");
  const [method = "", target = ""] = first.split(" ");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { method, target, headers: Object.fromEntries(headers) };
}
