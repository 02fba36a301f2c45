import { execFile, execFileSync } from "node:child_process";
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
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body, if it is a JSON object. */
  readonly json: Record<string, unknown>;
}

/** Sends a request. Rejects if the response does not arrive whole. */
export async function send(url: string, options: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, options);
  const [{ status, headers }, text] = [response, await response.text()];
  const json = (text.startsWith("{") ? JSON.parse(text) : {}) as Reply["json"];
  return { status, headers: Object.fromEntries(headers), text, json };
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
