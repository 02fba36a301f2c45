import { pathToFileURL } from "node:url";
import { type Engine } from "./engine.js";

/** Folders and passphrase of an isolated run of the engine. */
export interface IsolatedRun {
  /** PULUMI_HOME: plugins, credentials, logs. */
  readonly home: string;
  /** An existing folder: the state of all stacks. */
  readonly backendDir: string;
  /** Encrypts the secrets of the stacks. */
  readonly passphrase: string;
}

/**
 * Returns variables for a run that shares nothing with the user's own Pulumi and sends nothing to Pulumi Cloud. They
 * serve as `envVars` of the Automation API too. It cannot remove a variable, so unwanted ones are set to "".
 */
function engineEnvironment(run: IsolatedRun): Record<string, string> {
  return {
    PULUMI_HOME: run.home,
    PULUMI_BACKEND_URL: pathToFileURL(run.backendDir).href,
    PULUMI_CONFIG_PASSPHRASE: run.passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_ACCESS_TOKEN: "",
    PULUMI_CONFIG_PASSPHRASE_FILE: "",
    PULUMI_EXPERIMENTAL: "",
    PULUMI_NEO: "",
    NO_COLOR: "1",
  };
}

/** Returns the environment of a CLI process: the caller's without PULUMI_ variables, the engine's, an isolated run's. */
export function childEnvironment(engine: Engine, run: IsolatedRun): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
  return { ...Object.fromEntries(inherited), ...engine.env, ...engineEnvironment(run) };
}
