import { oneLine } from "../../errors/text.js";
import { type LocalRun, type RunTransition } from "../runs/pipeline-run.js";
import { type RunPlace } from "../runs/run-store.js";
import { type EndedRequest } from "../service.js";

const MAX_PATH = 120;

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
export function requestLine({ request, credentials, fault }: EndedRequest): string {
  const { at, method, path, kind, status, challenged } = request;
  const details = [
    credentials,
    ...(challenged ? ["Digest challenge"] : []),
    ...(fault === undefined ? [] : [`fault ${fault.type}`]),
  ];
  return `${timeOf(at)} ${method} ${shortened(path)} ${kind} ${status ?? "no response"} (${details.join(", ")})`;
}

/** A transition as one line: `12:00:10 run 32b6e34b3d91647abb20e7b8 of pipeline "nightly": state IN_PROGRESS`. */
export function transitionLine(at: number, place: RunPlace, set: RunTransition["set"]): string {
  const changes = Object.entries(set).map(([field, value]) => {
    return `${field} ${oneLine(typeof value === "string" ? value : JSON.stringify(value))}`;
  });
  return `${timeOf(at)} run ${place.runId} of pipeline "${place.pipelineName}": ${changes.join(", ")}`;
}

/** Hours, minutes and seconds of this machine's clock. */
function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toTimeString().slice(0, 8);
}

/** A path without the part that all paths of the API share, and without bytes that a terminal could obey. */
function shortened(path: string): string {
  const short = path.replace(/^\/api\/atlas\/v2\/groups\//, "…/");
  return oneLine(short.replace(/[^\x21-\x7e…]/g, "?"), MAX_PATH);
}
