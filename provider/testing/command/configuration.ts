import { type LocalRun } from "../runs/pipeline-run.js";
import { type LocalAtlasOptions } from "../scenario/options.js";

/** Lines for a shell that configure a stack for a local Atlas, with its first credentials of each kind. */
export function configurationLines(baseUrl: string, scenario: LocalAtlasOptions): readonly string[] {
  const { accessTokens: [token] = [], serviceAccounts: [account] = [], apiKeys: [key] = [] } = scenario;
  const kinds = [
    token && ["an access token", secret("accessToken", token.token)],
    account && [
      "a service account",
      secret("clientId", account.clientId),
      secret("clientSecret", account.clientSecret),
    ],
    key && ["an API key", secret("publicKey", key.publicKey), secret("privateKey", key.privateKey)],
  ].filter((kind) => kind !== undefined);
  const [, ...credentials] = kinds.flatMap(([kind = "", ...lines]) => [`# or, instead, ${kind}:`, ...lines]);
  return [
    set("mongodbatlas:baseUrl", baseUrl),
    ...(kinds.length > 0 ? credentials : ["# The scenario has no credentials: every request gets a 401."]),
    ...firstRunLines(scenario.runs?.[0]),
  ];
}

function firstRunLines(first: LocalRun | undefined): readonly string[] {
  if (first === undefined) return ["# The scenario has no runs: every request gets a 404."];
  return [
    "# The first run:",
    set("projectId", first.projectId),
    set("pipelineName", first.pipelineName),
    set("pipelineRunId", first.run._id),
  ];
}

function secret(key: string, value: string): string {
  return set(`mongodbatlas:${key}`, value, "--secret ");
}

/** A command of the Pulumi CLI. A value that starts with a dash needs `--` before it, or it counts as an option. */
function set(key: string, value: string, option = ""): string {
  return `pulumi config set ${option}${value.startsWith("-") ? "-- " : ""}${key} ${shellWord(value)}`;
}

function shellWord(value: string): string {
  return /^[\w.:/@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
