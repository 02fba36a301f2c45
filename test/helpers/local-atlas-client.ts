import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
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

/** The fields that a client puts into `Authorization: Digest`; each test spoils one. */
export interface DigestFields {
  username: string;
  password: string;
  method: string;
  realm: string;
  nonce: string;
  uri: string;
  algorithm: string;
  qop: string;
  nc: string;
  cnonce: string;
}

/** Signs as of RFC 2617, section 3.2.2. */
export function digest(fields: DigestFields): string {
  const { username, password, method, realm, nonce, uri, algorithm, qop, nc, cnonce } = fields;
  const response = md5(
    `${md5(`${username}:${realm}:${password}`)}:${nonce}:${nc}:${cnonce}:${qop}:${md5(`${method}:${uri}`)}`,
  );
  return (
    `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", algorithm=${algorithm}, ` +
    `qop=${qop}, nc=${nc}, cnonce="${cnonce}", response="${response}"`
  );
}

/** The parameters of a Digest challenge as sent, quotes removed. */
export function challengeOf(reply: Reply): Record<string, string> {
  const header = reply.headers["www-authenticate"] ?? "";
  const found = header.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g);
  return Object.fromEntries([...found].map(([, name = "", quoted, token]) => [name, quoted ?? token ?? ""]));
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
