import type {
  sendUnaryData,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import type * as language from "@pulumi/pulumi/proto/language_pb";
import { type HostArguments } from "./arguments.js";
import { programDependencies } from "./dependencies.js";
import { runPlugin } from "./plugin.js";
import { programCommand } from "./program-command.js";
import { startProgram, type ProgramResult } from "./program.js";
import { type Programs } from "./programs.js";
import { type Sdk } from "./sdk.js";

type Call<Request, Response> = ServerUnaryCall<Request, Response>;

/**
 * Implements the methods of `pulumirpc.LanguageRuntime` that running a program or a policy pack needs. For the others
 * (generating code), gRPC responds with UNIMPLEMENTED, and the CLI shows that.
 */
export function languageService(
  sdk: Sdk,
  host: HostArguments,
  programs: Programs,
): UntypedServiceImplementation {
  const { language, plugin, empty } = sdk;
  let engineAddress = host.engineAddress;
  return {
    handshake: unary((request: language.LanguageHandshakeRequest) => {
      engineAddress = request.getEngineAddress();
      return new language.LanguageHandshakeResponse();
    }),
    getRequiredPlugins: unary(() => new language.GetRequiredPluginsResponse()),
    getRequiredPackages: unary(() => new language.GetRequiredPackagesResponse()),
    getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(sdk.version)),
    about: unary(() => about(sdk)),
    getProgramDependencies: unary((request: language.GetProgramDependenciesRequest) =>
      dependencies(sdk, request),
    ),
    installDependencies,
    runPlugin: (call: ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>) => {
      runPlugin(sdk, programs, call);
    },
    cancel: unary(async () => {
      await programs.stop();
      return new empty.Empty();
    }),
    run: unary(
      async (_request: language.RunRequest, call: Call<language.RunRequest, language.RunResponse>) => {
        const address = engineAddress === undefined ? {} : { engineAddress };
        const result = await runProgram(call, { ...host, ...address }, programs);
        return new language.RunResponse().setError(result.error ?? "").setBail(result.bail ?? false);
      },
    ),
  };
}

async function runProgram(
  call: Call<language.RunRequest, language.RunResponse>,
  host: HostArguments,
  programs: Programs,
): Promise<ProgramResult> {
  try {
    const program = startProgram(programCommand(call.request, host));
    programs.add(program);
    call.on("cancelled", () => {
      program.stop();
    });
    return await program.ended;
  } catch (error) {
    // A missing SDK, a wrong option: the engine shows it as the program's error.
    return { error: (error as Error).message };
  }
}

function about(sdk: Sdk): language.AboutResponse {
  return new sdk.language.AboutResponse().setExecutable(process.execPath).setVersion(process.version);
}

function dependencies(
  sdk: Sdk,
  request: language.GetProgramDependenciesRequest,
): language.GetProgramDependenciesResponse {
  const folder = request.getInfo()?.getProgramDirectory() ?? process.cwd();
  const list = programDependencies(folder).map(({ name, version }) =>
    new sdk.language.DependencyInfo().setName(name).setVersion(version),
  );
  return new sdk.language.GetProgramDependenciesResponse().setDependenciesList(list);
}

/** Refuses to install: the project chooses its package manager and its lock file. */
function installDependencies(call: ServerWritableStream<language.InstallDependenciesRequest, unknown>): void {
  const folder = call.request.getInfo()?.getProgramDirectory() ?? "the project's folder";
  call.emit("error", new Error(`this language host installs nothing: run your package manager in ${folder}`));
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
        callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
  };
}
