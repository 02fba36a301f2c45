import type {
  sendUnaryData,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type * as language from "@pulumi/pulumi/proto/language_pb";
import { pluginCommand, programCommand } from "./commands.js";
import { startProgram, stopPrograms, type ProgramResult } from "./program.js";
import { type Sdk } from "./sdk.js";

type Call<Request, Response> = ServerUnaryCall<Request, Response>;
type PluginCall = ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>;

/**
 * Implements the methods of `pulumirpc.LanguageRuntime` that running a program or a policy pack needs. For the others
 * (generating code, installing packages), gRPC responds with UNIMPLEMENTED, and the CLI shows that.
 */
export function languageService(sdk: Sdk, engineAddress: string): UntypedServiceImplementation {
  const { language, plugin, empty } = sdk;
  return {
    getRequiredPlugins: unary(() => new language.GetRequiredPluginsResponse()),
    getRequiredPackages: unary(() => new language.GetRequiredPackagesResponse()),
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(sdk.version)),
    runPlugin: (call: PluginCall) => {
      runPlugin(sdk, call);
    },
    cancel: unary(async () => {
      await stopPrograms();
      return new empty.Empty();
    }),
    run: unary(
      async (_request: language.RunRequest, call: Call<language.RunRequest, language.RunResponse>) => {
        const { error = "", bail = false } = await runProgram(call, engineAddress);
        return new language.RunResponse().setError(error).setBail(bail);
      },
    ),
  };
}

async function runProgram(
  call: Call<language.RunRequest, language.RunResponse>,
  engineAddress: string,
): Promise<ProgramResult> {
  try {
    // The engine shows this host's own output line by line.
    const program = startProgram(programCommand(call.request, engineAddress), (stream, chunk) => {
      process[stream].write(chunk);
    });
    call.on("cancelled", program.stop);
    return await program.ended;
  } catch (error) {
    // A missing SDK: the engine shows it as the program's error.
    return { error: (error as Error).message };
  }
}

/**
 * Runs a policy pack and streams its output to the engine. The first line has the port of the pack's own server. The
 * engine ends the pack by cancelling the call.
 */
function runPlugin({ language: { RunPluginResponse } }: Sdk, call: PluginCall): void {
  try {
    const program = startProgram(pluginCommand(call.request), (stream, chunk) => {
      const response = new RunPluginResponse();
      call.write(stream === "stdout" ? response.setStdout(chunk) : response.setStderr(chunk));
    });
    call.on("cancelled", program.stop);
    void program.ended.then(({ error, bail }) => {
      call.write(new RunPluginResponse().setExitcode(error === undefined && bail !== true ? 0 : 1));
      call.end();
    });
  } catch (error) {
    call.emit("error", error);
  }
}

/** Turns a function into a gRPC handler; an error becomes the message of the status. */
function unary<Request, Response>(
  handle: (request: Request, call: Call<Request, Response>) => Response | Promise<Response>,
): (call: Call<Request, Response>, callback: sendUnaryData<Response>) => void {
  return (call, callback) => {
    void (async () => handle(call.request, call))().then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        callback(error as Error);
      },
    );
  };
}
