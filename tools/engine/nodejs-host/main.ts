import { stopPrograms } from "./program.js";
import { loadSdk } from "./sdk.js";
import { languageService } from "./service.js";

/** The engine's own limit for one message. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

const PARENT_POLL_MS = 1_000;

/** Serves as a language host. The engine starts it in the project's folder and reads its port from stdout. */
async function main(): Promise<void> {
  endWithEngine();
  const sdk = loadSdk(process.cwd());
  const { Server, ServerCredentials } = sdk.grpc;
  const server = new Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  // Its address; flags, such as those of `--logflow`, may come before.
  const engineAddress = process.argv.slice(2).findLast((argument) => !argument.startsWith("-")) ?? "";
  server.addService(sdk.languageService.LanguageRuntimeService, languageService(sdk, engineAddress));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  process.stdout.write(`${port}\n`);
}

/** Ends this process with its programs: at a signal, or when the engine is gone, however it ended. */
function endWithEngine(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void stopPrograms().then(() => process.exit(0)));
  }
  const engine = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === engine) return; // An orphan has another parent.
    clearInterval(timer);
    void stopPrograms().then(killOwnGroup);
  }, PARENT_POLL_MS);
  timer.unref();
}

/** Kills what a program left running, and this process: the engine makes each plugin the leader of a process group. */
function killOwnGroup(): void {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch {
    process.exit(0); // Not a leader: started by hand.
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
