import { type LocalRun } from "../runs/pipeline-run.js";
import { type LocalAtlasOptions } from "../scenario/options.js";

/** Lines for a shell that configure a stack for a local Atlas, with its first credentials of each kind. */
export function configurationLines(baseUrl: string, scenario: LocalAtlasOptions): readonly string[] {
  const [first, ...others] = credentialLines(scenario);
  return [
    set("mongodbatlas:baseUrl", baseUrl),
    ...(first?.lines ?? ["# The scenario has no credentials: every request is refused with 401."]),
    ...others.flatMap(({ kind, lines }) => [`# or, instead, ${kind}:`, ...lines]),
    ...firstRunLines(scenario.runs?.[0]),
  ];
}

interface Kind {
  readonly kind: string;
  readonly lines: readonly string[];
}

function credentialLines({ accessTokens, serviceAccounts, apiKeys }: LocalAtlasOptions): readonly Kind[] {
  const token = accessTokens?.[0];
  const account = serviceAccounts?.[0];
  const key = apiKeys?.[0];
  return [
    token && { kind: "an access token", lines: [secret("accessToken", token.token)] },
    account && {
      kind: "a service account",
      lines: [secret("clientId", account.clientId), secret("clientSecret", account.clientSecret)],
    },
    key && {
      kind: "an API key",
      lines: [secret("publicKey", key.publicKey), secret("privateKey", key.privateKey)],
    },
  ].filter((kind) => kind !== undefined);
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

/** A command of the CLI, which takes a value that starts with a dash for an option unless `--` comes before it. */
function set(key: string, value: string, option = ""): string {
  return `pulumi config set ${option}${value.startsWith("-") ? "-- " : ""}${key} ${shellWord(value)}`;
}

function shellWord(value: string): string {
  return /^[\w.:/@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
