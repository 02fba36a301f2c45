import { oneLine } from "../../errors/text.js";
import { type Fault } from "../faults/fault.js";
import { type RecordedRequest } from "../http/request.js";
import { type LocalRun, type RunTransition } from "../runs/pipeline-run.js";
import { type LocalAtlasOptions } from "../scenario/options.js";

/** Lines for a shell that configure a stack for a local Atlas, with its first credentials of each kind. */
export function configurationLines(baseUrl: string, scenario: LocalAtlasOptions): readonly string[] {
  const { accessTokens: [token] = [], serviceAccounts: [account] = [], apiKeys: [key] = [] } = scenario;
  const kinds = {
    "an access token": token && { accessToken: token.token },
    "a service account": account && { clientId: account.clientId, clientSecret: account.clientSecret },
    "an API key": key && { publicKey: key.publicKey, privateKey: key.privateKey },
  };
  const [, ...credentials] = Object.entries(kinds).flatMap(([title, values]) => {
    if (values === undefined) return [];
    const lines = Object.entries(values).map(([name, value]) =>
      set(`mongodbatlas:${name}`, value, "--secret "),
    );
    return [`# or, instead, ${title}:`, ...lines];
  });
  const run = scenario.runs?.[0];
  return [
    set("mongodbatlas:baseUrl", baseUrl),
    ...(credentials.length > 0
      ? credentials
      : ["# The scenario has no credentials: every request gets a 401."]),
    ...(run === undefined ? ["# The scenario has no runs: every request gets a 404."] : runArguments(run)),
  ];
}

function runArguments({ projectId, pipelineName, run }: LocalRun): readonly string[] {
  const args = { projectId, pipelineName, pipelineRunId: run._id };
  return ["# The first run:", ...Object.entries(args).map(([key, value]) => set(key, value))];
}

/** A command of the Pulumi CLI. A value that starts with a dash needs `--` before it, or it counts as an option. */
function set(key: string, value: string, option = ""): string {
  return `pulumi config set ${option}${value.startsWith("-") ? "-- " : ""}${key} ${shellWord(value)}`;
}

function shellWord(value: string): string {
  return /^[\w.:/@%+=,-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** A run and its transitions as one line. */
export function runLine({ projectId, pipelineName, run, transitions = [] }: LocalRun): string {
  const changes = transitions.map(({ afterSeconds, set }) => {
    const to = set.state ?? set.phase ?? Object.keys(set).join(", ");
    return `, ${to} ${afterSeconds} s after its first read`;
  });
  const state = run.state ?? "no state";
  return `run ${run._id} of pipeline "${pipelineName}" in project ${projectId}: ${state}${changes.join("")}`;
}

/** A request as one line, without its credentials. */
export function requestLine(request: RecordedRequest, fault: Fault | undefined): string {
  const { at, method, path, kind, headers, status, challenged } = request;
  const details = [
    credentialsKind(headers.authorization),
    ...(challenged ? ["Digest challenge"] : []),
    ...(fault === undefined ? [] : [`fault ${fault.type}`]),
  ];
  return `${timeOf(at)} ${method} ${shortened(path)} ${kind} ${status ?? "no response"} (${details.join(", ")})`;
}

/** The kind of credentials in an `Authorization` header, accepted or not. */
function credentialsKind(authorization: string | undefined): string {
  if (authorization === undefined) return "no credentials";
  const kinds = { bearer: "access token", basic: "service account", digest: "API key" };
  const found = Object.entries(kinds).find(([scheme]) =>
    authorization.toLowerCase().startsWith(`${scheme} `),
  );
  return found?.[1] ?? "unknown credentials";
}

/** A transition as one line: `12:00:10 run 32b6e34b3d91647abb20e7b8 of pipeline "nightly": state IN_PROGRESS`. */
export function transitionLine(
  at: number,
  pipelineName: string,
  runId: string,
  set: RunTransition["set"],
): string {
  const changes = Object.entries(set).map(([field, value]) => {
    return `${field} ${oneLine(typeof value === "string" ? value : JSON.stringify(value))}`;
  });
  return `${timeOf(at)} run ${runId} of pipeline "${pipelineName}": ${changes.join(", ")}`;
}

/** Hours, minutes and seconds of this machine's clock. */
function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toTimeString().slice(0, 8);
}

/** A path without the part that all paths of the API share, and without bytes that a terminal could obey. */
function shortened(path: string): string {
  const short = path.replace(/^\/api\/atlas\/v2\/groups\//, "…/");
  return oneLine(short.replace(/[^\x21-\x7e…]/g, "?"), 120);
}
