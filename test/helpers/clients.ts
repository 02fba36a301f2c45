import sinon from "sinon";
import { type AtlasClient } from "../../provider/atlas/client/client.js";
import { type RetryResult } from "../../provider/atlas/client/retry.js";
import { type ReadContext, type Reporter } from "../../provider/atlas/read/read-context.js";
import { type RunFields } from "../../provider/atlas/codec/run.js";
import { CLIENT, responded, hexId, PIPELINE } from "./responses.js";

/** A client whose every read gets its response with status 200 and the body for its path, and the paths so far. */
export function respondingClient(bodyFor: (path: string) => unknown): {
  readonly client: AtlasClient;
  readonly paths: readonly string[];
} {
  const paths: string[] = [];
  const get = (path: string): Promise<RetryResult> => {
    paths.push(path);
    return Promise.resolve(responded({ body: bodyFor(path) }));
  };
  const client = { ...CLIENT, get, retryTimeoutSeconds: 120, redact: (text: string) => text };
  return { client: client as unknown as AtlasClient, paths };
}

/** The context of a read with a client. */
export function contextOf(
  client: AtlasClient,
  reporter: Reporter = keepingReporter(),
  signal?: AbortSignal,
): ReadContext {
  return { client, reporter, signal };
}

/** A reporter that keeps what it is told. */
export function keepingReporter(): Reporter & { readonly infos: string[]; readonly warnings: string[] } {
  const [infos, warnings]: [string[], string[]] = [[], []];
  return {
    infos,
    warnings,
    info: sinon.spy((line: string) => void infos.push(line)),
    warn: sinon.spy((line: string) => void warnings.push(line)),
    warnOnce: sinon.spy((line: string) => void warnings.push(line)),
  };
}

/** A run as the list has it. */
export interface Listed {
  readonly _id: string;
  readonly state?: string;
  readonly createdDate?: string;
}

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

/** The path of a page. */
export const pagePath = (n: number, includeCount = false): string =>
  `/api/atlas/v2/groups/${PIPELINE.projectId}/pipelines/nightly/runs?includeCount=${includeCount}&itemsPerPage=500&pageNum=${n}`;

/** The paths of the pages from the first to this one. */
export const pagePaths = (last: number): readonly string[] =>
  Array.from({ length: last }, (_, n) => pagePath(n + 1));

/** A client for a list of runs, in this order. */
export function clientFor(
  list: readonly Listed[],
  { perPage = 500, counts = false } = {},
): ReturnType<typeof respondingClient> {
  return respondingClient((path) => {
    const pageNum = Number(new URL(path, "https://atlas.example").searchParams.get("pageNum"));
    const rels = pageNum * perPage < list.length ? ["self", "next"] : ["self"];
    return {
      results: list.slice((pageNum - 1) * perPage, pageNum * perPage),
      links: rels.map((rel) => ({ rel })),
      ...(counts && { totalCount: list.length }),
    };
  });
}
