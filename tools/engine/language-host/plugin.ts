import { Writable } from "node:stream";
import type { ServerWritableStream } from "@grpc/grpc-js";
import type * as language from "@pulumi/pulumi/proto/language_pb";
import { startProgram } from "./program.js";
import { type ProgramCommand } from "./program-command.js";
import { type Programs } from "./programs.js";
import { runtimeOptions } from "./runtime-options.js";
import { resolveInProject, type Sdk } from "./sdk.js";

type Call = ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>;

/** The SDK's runner of each kind of plugin. Providers are not run by this host. */
const RUNNERS: Readonly<Record<string, string>> = { analyzer: "@pulumi/pulumi/cmd/run-policy-pack" };

/**
 * Runs a policy pack and streams its output to the engine. The first line has the port of the pack's own server. The
 * engine ends the pack by cancelling the call.
 */
export function runPlugin(sdk: Sdk, programs: Programs, call: Call): void {
  try {
    const { RunPluginResponse } = sdk.language;
    const program = startProgram(pluginCommand(call.request), {
      stdout: each((chunk) => call.write(new RunPluginResponse().setStdout(chunk))),
      stderr: each((chunk) => call.write(new RunPluginResponse().setStderr(chunk))),
    });
    programs.add(program);
    call.on("cancelled", () => {
      program.stop();
    });
    void program.ended.then(({ error, bail }) => {
      call.write(new RunPluginResponse().setExitcode(error === undefined && bail !== true ? 0 : 1));
      call.end();
    });
  } catch (error) {
    call.emit("error", error);
  }
}

function pluginCommand(request: language.RunPluginRequest): ProgramCommand {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() ?? request.getPwd();
  const runner = RUNNERS[request.getKind()];
  if (runner === undefined)
    throw new Error(`this language host runs no plugin of kind "${request.getKind()}"`);
  return {
    args: [
      ...runtimeOptions(info).nodeArguments,
      resolveInProject(folder, runner),
      ...request.getArgsList(),
      folder,
    ],
    env: Object.fromEntries(request.getEnvList().map(splitVariable)),
    // The runner looks for tsconfig.json there.
    cwd: folder,
  };
}

function splitVariable(variable: string): [string, string] {
  const at = variable.indexOf("=");
  return [variable.slice(0, at), variable.slice(at + 1)];
}

function each(use: (chunk: Buffer) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      use(chunk);
      done();
    },
  });
}
