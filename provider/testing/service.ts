import { type IncomingMessage, type ServerResponse } from "node:http";
import { type Api, noSuchResource } from "./api/api.js";
import { type OAuth } from "./auth/oauth.js";
import { type Fault } from "./faults/fault.js";
import { type FaultPlan } from "./faults/fault-plan.js";
import { respond } from "./faults/respond.js";
import { orFailure } from "./http/error-response.js";
import { recordOf, type LocalRequest, type OpenRecord, type RecordedRequest } from "./http/request.js";
import { ResponseWriter, type LocalResponse } from "./http/response.js";

/** Handles each request from its arrival to its response. */
export class Service {
  readonly requests: OpenRecord[] = [];

  constructor(
    private readonly faults: FaultPlan,
    private readonly api: Api,
    private readonly oauth: OAuth,
    private readonly onEnded: (request: RecordedRequest, fault: Fault | undefined) => void,
  ) {}

  /** Rejects if the connection is closed before the response has been sent. */
  async handle(incoming: IncomingMessage, response: ServerResponse, reset: () => void): Promise<void> {
    const record = recordOf(incoming);
    this.requests.push(record);
    const fault = this.faults.take(record);
    response.once("close", () => {
      this.onEnded(record, fault);
    });
    const writer = new ResponseWriter(response, record, reset);
    const body = Buffer.concat((await incoming.toArray()) as Buffer[]).toString();
    const request = { ...record, target: incoming.url ?? "", body };
    await respond(writer, () => orFailure(request, () => this.#route(request)), fault, record);
  }

  #route(request: LocalRequest): LocalResponse {
    switch (request.kind) {
      case "token":
      case "revoke":
        return this.oauth.respond(request);
      case "api":
        return this.api.respond(request);
      case "other":
        throw noSuchResource(request.path);
    }
  }
}
