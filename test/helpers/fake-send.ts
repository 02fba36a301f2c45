import { type HttpResponse, type HttpRequest, type Send } from "../../provider/atlas/http/types.js";

/** A response of the API, by its status, headers (names in lower case) and body. */
export function response(status: number, headers: Record<string, string> = {}, body = ""): HttpResponse {
  return {
    status,
    header: (name) => headers[name.toLowerCase()],
    body: Buffer.from(body),
    from: "api",
  };
}

/** A request as it was sent, with the signal it was sent with. */
export interface SentRequest extends HttpRequest {
  readonly signal: AbortSignal | undefined;
}

/** A Send that responds to each request by a function of the request and of its place in the order, from 0. */
export class FakeSend {
  readonly requests: SentRequest[] = [];
  readonly #respond: (request: HttpRequest, index: number) => HttpResponse | Promise<HttpResponse>;

  constructor(respond: (request: HttpRequest, index: number) => HttpResponse | Promise<HttpResponse>) {
    this.#respond = respond;
  }

  readonly send: Send = async (request, signal) => {
    this.requests.push({ ...request, signal });
    return this.#respond(request, this.requests.length - 1);
  };

  /** The `Authorization` of each request. */
  authorizations(): readonly (string | undefined)[] {
    return this.requests.map(({ headers }) => headers["authorization"]);
  }
}

/** A field of a Digest `Authorization`, without its quotes. */
export function field(authorization: string | undefined, name: string): string | undefined {
  return new RegExp(`[ ,]${name}="?([^",]*)"?`).exec(authorization ?? "")?.[1];
}

export const REQUEST: HttpRequest = {
  method: "GET",
  url: "https://atlas.test/api/runs?pageNum=2",
  headers: { accept: "application/json" },
};

/** A signal that is never aborted. */
export function noSignal(): AbortSignal {
  return new AbortController().signal;
}
