import { type IncomingMessage, type ServerResponse } from "node:http";
import { type Api, noSuchResource, orFailure } from "./api/api.js";
import { type AccessTokens } from "./auth/access-tokens.js";
import { type OAuth } from "./auth/oauth.js";
import { type Fault } from "./faults/fault.js";
import { type FaultPlan } from "./faults/fault-plan.js";
import { respond } from "./faults/respond.js";
import { apiError } from "./http/error-response.js";
import {
  readBody,
  recordOf,
  requestOf,
  type LocalRequest,
  type OpenRecord,
  type RecordedRequest,
  type RequestKind,
} from "./http/request.js";
import { jsonResponse, ResponseWriter, type LocalResponse } from "./http/response.js";

/** A request that is over, with a response or without one. It holds no credentials. */
export interface EndedRequest {
  readonly request: Omit<RecordedRequest, "headers" | "query">;
  /** The kind of its credentials, such as "API key". */
  readonly credentials: string;
  readonly fault: Fault | undefined;
}

/** Handles each request from its arrival to its response. */
export class Service {
  readonly requests: OpenRecord[] = [];

  constructor(
    private readonly faults: FaultPlan,
    private readonly api: Api,
    private readonly oauth: OAuth,
    private readonly tokens: AccessTokens,
    private readonly onEnded: (ended: EndedRequest) => void,
  ) {}

  async handle(incoming: IncomingMessage, response: ServerResponse, reset: () => void): Promise<void> {
    const record = recordOf(incoming);
    this.requests.push(record);
    const fault = this.faults.take(record);
    // Not later, since the request itself may revoke the token that it carries.
    const credentials = this.tokens.credentialsKind(incoming.headers.authorization);
    response.once("close", () => {
      this.onEnded({ request: record, credentials, fault });
    });
    const writer = new ResponseWriter(response, record, reset);
    const body = await readBody(incoming);
    await respond(writer, () => this.#respond(record.kind, incoming, body), fault, record);
  }

  #respond(kind: RequestKind, incoming: IncomingMessage, body: string | undefined): LocalResponse {
    if (body === undefined) return jsonResponse(413, apiError(413), { Connection: "close" });
    const request = requestOf(incoming, body);
    try {
      return orFailure(request, () => this.#route(kind, request));
    } catch (error) {
      // An unforeseen failure gets the response of Atlas to its own failures.
      return jsonResponse(500, apiError(500, { detail: String(error) }));
    }
  }

  #route(kind: RequestKind, request: LocalRequest): LocalResponse {
    switch (kind) {
      case "token":
        return this.oauth.token(request);
      case "revoke":
        return this.oauth.revoke(request);
      case "api":
        return this.api.respond(request);
      case "other":
        throw noSuchResource(request.path);
    }
  }
}
