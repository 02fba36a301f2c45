import { type IncomingMessage, type ServerResponse } from "node:http";
import { type Answer, jsonAnswer } from "./http/answer.js";
import { type Api, failureAnswer, noSuchPath } from "./api/api.js";
import { apiError } from "./http/api-error.js";
import { type AccessTokens } from "./auth/access-tokens.js";
import { credentialsKind } from "./auth/credentials-kind.js";
import { deliver } from "./faults/deliver.js";
import { type FaultPlan } from "./faults/fault-plan.js";
import { type OAuth } from "./auth/oauth.js";
import { type Observer } from "./observer.js";
import { Reply } from "./http/reply.js";
import { readBody, splitTarget, type LocalRequest } from "./http/request.js";
import { type RequestKind, type RequestLog } from "./http/request-log.js";

/** Takes each request from its arrival to its answer. */
export class Service {
  constructor(
    private readonly log: RequestLog,
    private readonly faults: FaultPlan,
    private readonly api: Api,
    private readonly oauth: OAuth,
    private readonly tokens: AccessTokens,
    private readonly observer: Observer,
  ) {}

  async handle(
    incoming: IncomingMessage,
    response: ServerResponse,
    resetConnection: () => void,
  ): Promise<void> {
    const record = this.log.record(incoming);
    const fault = this.faults.take(record);
    // Now, since the request itself may revoke the token that it carries.
    const credentials = credentialsKind(incoming.headers.authorization, this.tokens);
    response.once("close", () => {
      this.observer.requestEnded({ request: record, credentials, fault });
    });
    const reply = new Reply(response, record, resetConnection);
    const body = await readBody(incoming);
    const usual = (): Answer => (body === undefined ? tooLarge() : this.#answer(record.kind, incoming, body));
    await deliver(reply, usual, fault);
  }

  /** A failure that no check foresees gets the response of Atlas to its own mishaps. */
  #answer(kind: RequestKind, incoming: IncomingMessage, body: string): Answer {
    try {
      return this.#route(kind, incoming, body);
    } catch (error) {
      return jsonAnswer(500, apiError(500, { detail: String(error) }));
    }
  }

  #route(kind: RequestKind, incoming: IncomingMessage, body: string): Answer {
    const { method = "", url: target = "", headers } = incoming;
    const request: LocalRequest = { method, target, ...splitTarget(target), headers, body };
    switch (kind) {
      case "token":
        return this.oauth.token(request);
      case "revoke":
        return this.oauth.revoke(request);
      case "api":
        return this.api.answer(request);
      case "other":
        return failureAnswer(noSuchPath(request.path), request.query);
    }
  }
}

function tooLarge(): Answer {
  return jsonAnswer(413, apiError(413), { Connection: "close" });
}
