import { type ProgramInfo, type RunPluginRequest, type RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { resolveInProject } from "./sdk.js";

/** The Node process that runs a user's program or policy pack. */
export interface ProgramCommand {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** The host's own folder when left out. */
  readonly cwd?: string;
}

/** Turns the engine's request into a command line of the SDK's own program runner, which does the rest. */
export function programCommand(request: RunRequest, engineAddress: string): ProgramCommand {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() ?? request.getPwd();
  const { typescript = true, tsconfig } = optionsOf(info);
  const flags = {
    engine: engineAddress,
    monitor: request.getMonitorAddress(),
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    "root-directory": info?.getRootDirectory() ?? "",
    parallel: String(request.getParallel()),
    pwd: folder,
  };
  return {
    args: [
      ...nodeArguments(info),
      resolveInProject(folder, "@pulumi/pulumi/cmd/run"),
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
      ...(typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
      ...(tsconfig === undefined ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
    },
  };
}

/** Turns the engine's request into a command line of the SDK's own runner of policy packs. */
export function pluginCommand(request: RunPluginRequest): ProgramCommand {
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() ?? request.getPwd();
  if (request.getKind() !== "analyzer") throw new Error(`a ${request.getKind()} is not run by this host`);
  const runner = "@pulumi/pulumi/cmd/run-policy-pack";
  return {
    args: [...nodeArguments(info), resolveInProject(folder, runner), ...request.getArgsList(), folder],
    env: Object.fromEntries(request.getEnvList().map(splitVariable)),
    // The runner looks for tsconfig.json there.
    cwd: folder,
  };
}

/** The options under `runtime` in a Pulumi.yaml that concern a run. */
function optionsOf(info?: ProgramInfo): { typescript?: boolean; tsconfig?: string; nodeargs?: string } {
  return info?.getOptions()?.toJavaScript() ?? {};
}

function nodeArguments(info?: ProgramInfo): readonly string[] {
  return (optionsOf(info).nodeargs ?? "").split(/\s+/).filter(Boolean);
}

function splitVariable(variable: string): [string, string] {
  const at = variable.indexOf("=");
  return [variable.slice(0, at), variable.slice(at + 1)];
}
