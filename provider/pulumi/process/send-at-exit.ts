import { Worker } from "node:worker_threads";
import { type DetachedRequest } from "../../atlas/http/types.js";

/** Longest time that the end of a process is delayed, in milliseconds. */
const LONGEST_WAIT = 2_000;

/** Code of the worker thread. It is text, since a program that is bundled has no other file. Node compiles it as CommonJS. */
const WORKER = `
const [http, https, { workerData }] = ["http", "https", "worker_threads"].map((name) => process.getBuiltinModule(name));
const { requests, done } = workerData;
const request = (url, options) => (url.startsWith("https:") ? https : http).request(url, { ...options, agent: false });
const openTunnel = (url, proxy) =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const path = hostname + ":" + (port || 443);
    const headers = { host: path, ...(proxy.authorization && { "proxy-authorization": proxy.authorization }) };
    request(proxy.url, { method: "CONNECT", path, headers })
      .on("connect", ({ statusCode }, socket) => (statusCode === 200 ? resolve(socket) : reject()))
      .on("error", reject)
      .end();
  });
const send = async ({ url, method, headers, body, proxy }) => {
  const socket = proxy && (await openTunnel(url, proxy));
  await new Promise((resolve, reject) => {
    request(url, { method, headers, socket }).on("response", resolve).on("error", reject).end(body);
  });
};
Promise.allSettled(requests.map(send)).then(() => {
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
});
`;

/**
 * Sends requests while the process ends: in an `exit` listener, where no promise of this thread settles any more. A
 * worker thread sends them, and this thread waits for it. Returns at once if there are no requests. Never throws.
 */
export function sendAtExit(requests: readonly DetachedRequest[]): void {
  if (requests.length === 0) return;
  // One number, which becomes 1 when all requests have ended.
  const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  try {
    // The flags of the program, such as a loader, could keep the thread from starting in time.
    new Worker(WORKER, { eval: true, workerData: { requests, done }, execArgv: [] });
    Atomics.wait(done, 0, 0, LONGEST_WAIT);
  } catch {
    // The process ends all the same. Its tokens then expire by themselves.
  }
}
