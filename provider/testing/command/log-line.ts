import { oneLine } from "../../errors/text.js";
import { type EndedRequest } from "../observer.js";
import { type RunTransition } from "../runs/pipeline-run.js";
import { type RunPlace } from "../runs/transitions.js";

const CREDENTIALS: Readonly<Record<EndedRequest["credentials"], string>> = {
  accessToken: "access token",
  serviceAccount: "service account",
  apiKey: "API key",
  none: "no credentials",
  unknown: "unknown credentials",
};

const MAX_PATH = 120;

/** A request as one line, without its credentials. */
export function requestLine({ request, credentials, fault }: EndedRequest): string {
  const { at, method, path, kind, status, challenged } = request;
  const details = [
    CREDENTIALS[credentials],
    ...(challenged ? ["Digest challenge"] : []),
    ...(fault === undefined ? [] : [`fault ${fault.type}`]),
  ];
  return `${timeOf(at)} ${method} ${shortened(path)} ${kind} ${status ?? "no answer"} (${details.join(", ")})`;
}

/** A transition as one line: `12:00:10 run 32b6e34b3d91647abb20e7b8 of pipeline "nightly": state IN_PROGRESS`. */
export function transitionLine(at: number, place: RunPlace, set: RunTransition["set"]): string {
  const changes = Object.entries(set).map(([field, value]) => `${field} ${shown(value)}`);
  return `${timeOf(at)} run ${place.runId} of pipeline "${place.pipelineName}": ${changes.join(", ")}`;
}

/** Hours, minutes and seconds of this machine's clock. */
function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toTimeString().slice(0, 8);
}

/** The part that all paths of the API share tells nothing. Bytes that a terminal could obey are not let through. */
function shortened(path: string): string {
  const short = path.replace(/^\/api\/atlas\/v2\/groups\//, "…/");
  return oneLine(short.replace(/[^\x21-\x7e…]/g, "?"), MAX_PATH);
}

function shown(value: unknown): string {
  return oneLine(typeof value === "string" ? value : JSON.stringify(value));
}
