import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A server between the client and an Atlas that echoes the credentials of a request in its response. */
export interface Echo {
  readonly baseUrl: string;
  /** The `Authorization` of every request, in the order of arrival. */
  readonly sent: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Passes every request on, but for those for a run whose id begins with a status: with credentials, they get a response
 * with that status and with the credentials, in every form, in every field of an error body and in a header.
 */
export async function startEcho(atlasUrl: string): Promise<Echo> {
  const sent: string[] = [];
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) sent.push(authorization);
    const status = Number(/\/runs\/([2-5]\d\d)0+$/.exec(request.url ?? "")?.[1]);
    if (Number.isNaN(status) || authorization === undefined) {
      forward(atlasUrl, request, response).catch(() => response.destroy());
      return;
    }
    const location = `https://login.invalid/?sent=${encodeURIComponent(authorization)}`;
    response.writeHead(status, { "content-type": "application/json", location });
    response.end(JSON.stringify(status === 200 ? echoingRun(authorization) : echoingError(authorization)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, sent, close: () => stop(server) };
}

function echoingError(sent: string): object {
  const credentials = sent.replace(/^\w+ /, "");
  const forms = [
    sent,
    encodeURIComponent(sent),
    Buffer.from(credentials).toString("base64"),
    Buffer.from(credentials).toString("base64url"),
    JSON.stringify({ sent }),
    // The id and the secret of Basic authorization.
    Buffer.from(credentials, "base64").toString("utf8"),
  ];
  const detail = forms.join(" ");
  return { errorCode: credentials, detail, reason: detail, parameters: [detail, { [sent]: forms }] };
}

/** A run with wrong types, which a message quotes the beginning of, and a value that it warns of. */
function echoingRun(sent: string): object {
  return { stats: sent, datasetRetentionPolicy: sent.replace(/^\w+ /, ""), phase: sent };
}

/** Passes on what comes as it comes, so that what goes wrong with it goes wrong here too. */
async function forward(atlasUrl: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { accept = "*/*", authorization, "content-type": contentType } = request.headers;
  const headers = new Headers({ accept });
  if (authorization !== undefined) headers.set("authorization", authorization);
  if (contentType !== undefined) headers.set("content-type", contentType);
  const { method = "GET", url = "" } = request;
  const content = method === "GET" ? null : await buffer(request);
  const reply = await fetch(atlasUrl + url, { method, headers, body: content });
  response.writeHead(reply.status, headersOf(reply));
  if (reply.body) for await (const chunk of reply.body) response.write(chunk);
  response.end();
}

function headersOf({ headers }: Response): Record<string, string> {
  return Object.fromEntries(
    [...headers].filter(([name]) => /^(content-(type|length)|www-authenticate)$/.test(name)),
  );
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
