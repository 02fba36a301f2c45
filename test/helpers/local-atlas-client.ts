import { execFile } from "node:child_process";
import { request as httpRequest, type Agent, type IncomingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import { examplePipelineRun, type LocalRun } from "../../provider/testing/index.js";

/** A client of the local Atlas that shares no code with the provider's, nor with the server. */

export const MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json";
export const CONTENT_TYPE = `${MEDIA_TYPE};charset=utf-8`;
export const API_KEY = { publicKey: "the-key", privateKey: "the-secret" };
export const TOKEN = "a-token";

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON. */
  readonly json: Record<string, unknown>;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly agent?: Agent;
}

/** Sends a request with exactly these headers. Rejects if the response does not arrive whole. */
export function send(
  url: string,
  { method = "GET", headers, body, agent }: SendOptions = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const path = url.slice(url.indexOf(port) + port.length);
    const options = { hostname, port, path, method, headers, agent: agent ?? false };
    const outgoing = httpRequest(options, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8");
      incoming.on("data", (chunk: string) => (text += chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parsed(text) });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Reads with a bearer token and the right Accept, unless told otherwise. */
export function read(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  return send(url, { headers: { accept: MEDIA_TYPE, authorization: `Bearer ${TOKEN}`, ...headers } });
}

export function runPath({ projectId, pipelineName, run }: LocalRun = examplePipelineRun): string {
  return `/api/atlas/v2/groups/${projectId}/pipelines/${encodeURIComponent(pipelineName)}/runs/${run._id}`;
}

/** What `curl` prints to its standard output. */
export async function curl(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("curl", ["--silent", "--show-error", ...args]);
  return stdout;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
