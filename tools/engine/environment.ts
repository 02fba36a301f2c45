import { pathToFileURL } from "node:url";
import { type Engine } from "./engine.js";

/** Where an isolated run of the engine keeps its things. */
export interface IsolatedRun {
  /** PULUMI_HOME: plugins, credentials, logs. */
  readonly home: string;
  /** An existing folder: the state of all stacks. */
  readonly backendDir: string;
  /** Encrypts the secrets of the stacks. */
  readonly passphrase: string;
}

/**
 * The settings for a run that shares nothing with the user's own Pulumi and never calls home. As `envVars` for the
 * Automation API, or as part of `childEnvironment`. Variables that would lead elsewhere are set to nothing, since the
 * Automation API adds these to the caller's environment and cannot remove any.
 */
export function engineEnvironment(run: IsolatedRun): Record<string, string> {
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

/** The whole environment of a CLI child: the caller's without any PULUMI_ variable, the engine's, and an isolated run's. */
export function childEnvironment(engine: Engine, run: IsolatedRun): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
  return { ...Object.fromEntries(inherited), ...engine.env, ...engineEnvironment(run) };
}
