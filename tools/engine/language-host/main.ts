import { parseArguments } from "./arguments.js";
import { onEndOfEngine } from "./lifetime.js";
import { Programs } from "./programs.js";
import { loadSdk, type Sdk } from "./sdk.js";
import { languageService } from "./service.js";

/** The engine's own limit for one message. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

/** Serves as a language host. The engine starts it in the project's folder and reads its port from stdout. */
async function main(): Promise<void> {
  const programs = new Programs();
  onEndOfEngine((engineIsGone) => {
    void programs.stop().then(() => {
      if (engineIsGone) killOwnGroup();
      process.exit(0);
    });
  });
  const sdk = loadSdk(process.cwd());
  const port = await serve(sdk, programs);
  process.stdout.write(`${port}\n`);
}

function serve(sdk: Sdk, programs: Programs): Promise<number> {
  const { Server, ServerCredentials } = sdk.grpc;
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  const service = languageService(sdk, parseArguments(process.argv.slice(2)), programs);
  server.addService(sdk.languageService.LanguageRuntimeService, service);
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}

/** Kills the processes that a program left running: the engine makes each plugin the leader of a process group. */
function killOwnGroup(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    // Not a leader: started by hand, or on Windows.
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
