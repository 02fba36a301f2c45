import { type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { type HostArguments } from "./arguments.js";
import { runtimeOptions } from "./runtime-options.js";
import { resolveInProject } from "./sdk.js";

/** The Node process that runs a user's program. */
export interface ProgramCommand {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** The host's own folder when left out. */
  readonly cwd?: string;
}

/** Turns the engine's request into a command line of the SDK's own program runner, which does the rest. */
export function programCommand(request: RunRequest, host: HostArguments): ProgramCommand {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() ?? request.getPwd();
  const options = runtimeOptions(info);
  const runner = resolveInProject(folder, "@pulumi/pulumi/cmd/run");
  const flags = { ...hostFlags(host), ...requestFlags(request), pwd: folder };
  return {
    args: [
      ...options.nodeArguments,
      runner,
      ...Object.entries(flags).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value])),
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info?.getEntryPoint() ?? ".",
      ...request.getArgsList(),
    ],
    env: {
      ...process.env,
      // Secrets in clear text: the program has to have them. The keys tell the SDK to keep them secret.
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      ...(options.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
      ...(options.tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
    },
  };
}

function hostFlags(host: HostArguments): Record<string, string> {
  return { engine: host.engineAddress ?? "", tracing: host.tracing ?? "" };
}

function requestFlags(request: RunRequest): Record<string, string> {
  return {
    monitor: request.getMonitorAddress(),
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    "root-directory": request.getInfo()?.getRootDirectory() ?? "",
    parallel: String(request.getParallel()),
  };
}
