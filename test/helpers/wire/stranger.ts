import { createServer } from "node:http";
import { type AddressInfo } from "node:net";

/** A server that counts what it gets, and must get nothing. */
export interface Stranger {
  readonly baseUrl: string;
  readonly requests: number;
  close(): Promise<void>;
}

export async function startStranger(): Promise<Stranger> {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    get requests() {
      return requests;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
