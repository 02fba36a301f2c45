import { execFile, execFileSync } from "node:child_process";
import { request as httpRequest, type Agent, type IncomingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import {
  examplePipelineRun,
  startLocalAtlas,
  type LocalAtlas,
  type LocalAtlasOptions,
} from "../../provider/testing/index.js";

/** A client of the local Atlas that shares no code with the provider's, nor with the server. */

export const MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json";
export const CONTENT_TYPE = `${MEDIA_TYPE};charset=utf-8`;
export const TOKEN = "a-token";
const { projectId, pipelineName, run } = examplePipelineRun;
/** The path of the reference page's runs, and of its run. */
export const LIST_PATH = `/api/atlas/v2/groups/${projectId}/pipelines/${pipelineName}/runs`;
export const RUN_PATH = `${LIST_PATH}/${run._id}`;

/** Starts a local Atlas with the reference page's run and a token, and closes it after the test. */
export function useLocalAtlas(): (options?: LocalAtlasOptions) => Promise<LocalAtlas> {
  const started: LocalAtlas[] = [];
  afterEach(() => Promise.all(started.splice(0).map((atlas) => atlas.close())));
  return async (options) => {
    const accessTokens = [{ token: TOKEN }];
    const atlas = await startLocalAtlas({ runs: [examplePipelineRun], accessTokens, ...options });
    started.push(atlas);
    return atlas;
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body, if it is a JSON object. */
  readonly json: Record<string, unknown>;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly agent?: Agent;
}

/** Sends a request with exactly these headers. Rejects if the response does not arrive whole. */
export function send(url: string, { body, agent, ...options }: SendOptions = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    // Not the path of the URL, in which "..", for one, is resolved.
    const path = url.slice(url.indexOf(port) + port.length);
    const outgoing = httpRequest({ hostname, port, path, agent: agent ?? false, ...options }, (incoming) => {
      const { statusCode: status = 0, headers } = incoming;
      incoming.toArray().then((chunks) => {
        const text = Buffer.concat(chunks as Buffer[]).toString();
        const json = (text.startsWith("{") ? JSON.parse(text) : {}) as Reply["json"];
        resolve({ status, headers, text, json });
      }, reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Reads with a bearer token and the right Accept, unless told otherwise. */
export function read(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  return send(url, { headers: { accept: MEDIA_TYPE, authorization: `Bearer ${TOKEN}`, ...headers } });
}

/** The standard output of `curl`. */
export async function curl(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("curl", ["--silent", "--show-error", ...args]);
  return stdout;
}

/**
 * For a `before` hook of tests that need a program of the system: without it they become pending, and one line says
 * why; where ATLAS_REQUIRE_ENGINE=1 (CI) is set, they fail instead.
 */
export function toolOrSkip(context: { skip(): never }, tool: string, ...probe: readonly string[]): void {
  try {
    execFileSync(tool, probe, { stdio: "ignore" });
  } catch (error) {
    if (process.env["ATLAS_REQUIRE_ENGINE"] === "1") throw error;
    process.stderr.write(`tests skipped: ${tool} is not on this machine\n`);
    context.skip();
  }
}
