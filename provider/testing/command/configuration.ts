import { type LocalAtlasOptions } from "../scenario/options.js";

/** Lines for a shell that configure a stack for a local Atlas, with its first credentials of each kind. */
export function configurationLines(baseUrl: string, scenario: LocalAtlasOptions): readonly string[] {
  const { accessTokens: [token] = [], serviceAccounts: [account] = [], apiKeys: [key] = [] } = scenario;
  const kinds = [
    token && { title: "an access token", lines: secrets({ accessToken: token.token }) },
    account && {
      title: "a service account",
      lines: secrets({ clientId: account.clientId, clientSecret: account.clientSecret }),
    },
    key && { title: "an API key", lines: secrets({ publicKey: key.publicKey, privateKey: key.privateKey }) },
  ].filter((kind) => kind !== undefined);
  const [, ...credentials] = kinds.flatMap(({ title, lines }) => [`# or, instead, ${title}:`, ...lines]);
  const [first] = scenario.runs ?? [];
  return [
    set("mongodbatlas:baseUrl", baseUrl),
    ...(kinds.length > 0 ? credentials : ["# The scenario has no credentials: every request gets a 401."]),
    first === undefined ? "# The scenario has no runs: every request gets a 404." : "# The first run:",
    ...(first === undefined
      ? []
      : [
          set("projectId", first.projectId),
          set("pipelineName", first.pipelineName),
          set("pipelineRunId", first.run._id),
        ]),
  ];
}

function secrets(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).map(([key, value]) => set(`mongodbatlas:${key}`, value, "--secret "));
}

/** A command of the Pulumi CLI. A value that starts with a dash needs `--` before it, or it counts as an option. */
function set(key: string, value: string, option = ""): string {
  return `pulumi config set ${option}${value.startsWith("-") ? "-- " : ""}${key} ${shellWord(value)}`;
}

function shellWord(value: string): string {
  return /^[\w.:/@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
