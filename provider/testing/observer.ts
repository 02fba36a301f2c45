import { type CredentialsKind } from "./auth/credentials-kind.js";
import { type Fault } from "./faults/fault.js";
import { type RunTransition } from "./runs/pipeline-run.js";
import { type RecordedRequest } from "./http/request-log.js";
import { type RunPlace } from "./runs/transitions.js";

/** A request that is over: answered, or broken off by the client, by a fault or by `close()`. */
export interface EndedRequest {
  readonly request: Omit<RecordedRequest, "headers" | "query">;
  readonly credentials: CredentialsKind;
  readonly fault: Fault | undefined;
}

/** Is told what happens in a local Atlas. Gets no credentials. */
export interface Observer {
  requestEnded(ended: EndedRequest): void;
  runChanged(place: RunPlace, set: RunTransition["set"]): void;
}

/** Looks at nothing. */
export const NO_OBSERVER: Observer = {
  requestEnded: () => undefined,
  runChanged: () => undefined,
};
