import { type RunFields } from "../../provider/atlas/read/run-fields.js";
import { respondingClient } from "./responding-client.js";
import { hexId, PIPELINE } from "./runs.js";

/** A run as the list has it. */
export interface Listed {
  readonly _id: string;
  readonly state?: string;
  readonly createdDate?: string;
}
const PATH = `/api/atlas/v2/groups/${PIPELINE.projectId}/pipelines/nightly/runs`;
/** The path of a page. */
export const pagePath = (n: number): string => `${PATH}?includeCount=true&itemsPerPage=500&pageNum=${n}`;
export const minute = (n: number): string => new Date(n * 60_000).toISOString();
/** Run n is created in minute n. */
export const listed = (n: number, state = "DONE"): Listed => ({
  _id: hexId(n),
  state,
  createdDate: minute(n),
});
export const fieldsOf = ({ _id, ...fields }: Listed): RunFields => ({
  ...PIPELINE,
  pipelineRunId: _id,
  ...fields,
});

/** A client for a list of runs, in this order. */
export function clientFor(list: readonly Listed[]): ReturnType<typeof respondingClient> {
  return respondingClient((path) => {
    const pageNum = Number(new URL(path, "https://atlas.example").searchParams.get("pageNum"));
    return { results: list.slice((pageNum - 1) * 500, pageNum * 500), totalCount: list.length };
  });
}
