import { workerData } from "node:worker_threads";
import { createTransport } from "../../atlas/http/transport.js";
import { type HttpRequest } from "../../atlas/http/types.js";
import { type AtExitData } from "./send-at-exit.js";

const { requests, timeoutMs, done } = workerData as AtExitData;

function send(request: HttpRequest): Promise<unknown> {
  const options = { requestTimeoutSeconds: timeoutMs / 1000, maxConcurrentReads: 1 };
  const transport = createTransport({ ...options, baseUrl: new URL(request.url).origin });
  return transport.send(request);
}

void Promise.allSettled(requests.map(send)).then(() => {
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
});
