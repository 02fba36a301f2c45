import { createRequire } from "node:module";
import { ENGINE_ADDRESS } from "./engine-watch.js";

/** Longest time until a warning is delivered, in milliseconds. */
const LONGEST_CALL = 1_000;

/**
 * Shows warnings in the engine's display, as `pulumi.log.warn` does in a program. The SDK has no such call for the host
 * of dynamic providers, so that this makes the call with the SDK's own modules. Where that fails the line is printed.
 */
export class EngineLog {
  readonly #address: string;
  readonly #calls = new Set<Promise<void>>();

  /** @param address Host and port of the engine, such as `127.0.0.1:40123`; at any other text lines are printed. */
  constructor(address: string | undefined) {
    this.#address = address ?? "";
  }

  readonly warn = (line: string): void => {
    const print = (): void => {
      console.log(`warning: ${line}`);
    };
    if (!ENGINE_ADDRESS.test(this.#address)) {
      print();
      return;
    }
    const call = this.#warn(line)
      .catch(print)
      .finally(() => this.#calls.delete(call));
    this.#calls.add(call);
  };

  /** Resolves once all warnings are delivered: the engine may end this process after the last read. */
  async delivered(): Promise<void> {
    await Promise.all(this.#calls);
  }

  async #warn(line: string): Promise<void> {
    const { Client, Request, severity, credentials } = loadSdk();
    const request = new Request();
    request.setSeverity(severity);
    request.setMessage(line);
    const client = new Client(this.#address, credentials);
    try {
      await new Promise<void>((resolve, reject) => {
        client.log(request, { deadline: Date.now() + LONGEST_CALL }, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    } finally {
      client.close();
    }
  }
}

interface Sdk {
  readonly Client: new (
    address: string,
    credentials: unknown,
  ) => {
    log(request: unknown, options: { deadline: number }, done: (error: Error | null) => void): void;
    close(): void;
  };
  readonly Request: new () => { setSeverity(severity: number): void; setMessage(message: string): void };
  readonly severity: number;
  readonly credentials: unknown;
}

/** Loads the modules with the first warning. The host has loaded them before, so that they cost nothing. */
function loadSdk(): Sdk {
  const sdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const { EngineClient } = sdk("./proto/engine_grpc_pb.js") as { EngineClient: Sdk["Client"] };
  const { LogRequest, LogSeverity } = sdk("./proto/engine_pb.js") as {
    LogRequest: Sdk["Request"];
    LogSeverity: { WARNING: number };
  };
  const { credentials } = sdk("@grpc/grpc-js") as { credentials: { createInsecure(): unknown } };
  return {
    Client: EngineClient,
    Request: LogRequest,
    severity: LogSeverity.WARNING,
    credentials: credentials.createInsecure(),
  };
}
