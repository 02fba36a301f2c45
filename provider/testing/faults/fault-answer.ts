import { API_MEDIA_TYPE, API_VERSION } from "../api/accept.js";
import { type Answer, jsonAnswer } from "../http/answer.js";
import { apiError } from "../http/api-error.js";
import {
  type Fault,
  type RateLimitedFault,
  type RawFault,
  type RetryAfter,
  type StatusFault,
} from "./fault.js";

/** The answer that a fault gives in place of the usual one; undefined if it only spoils the usual one. */
export function answerOf(fault: Fault): Answer | undefined {
  switch (fault.type) {
    case "status":
      return statusAnswer(fault);
    case "rateLimited":
      return statusAnswer(rateLimited(fault));
    case "gone":
      return statusAnswer(GONE);
    case "raw":
      return rawAnswer(fault);
    default:
      return undefined;
  }
}

const GONE: StatusFault = {
  type: "status",
  status: 410,
  error: {
    errorCode: "VERSION_GONE",
    detail: `The version ${API_VERSION} of this resource has been removed.`,
    parameters: [API_VERSION],
  },
};

function rateLimited({ retryAfter }: RateLimitedFault): StatusFault {
  const error = { errorCode: "RATE_LIMITED", detail: "Rate limit exceeded. Please retry later." };
  return { type: "status", status: 429, error, ...(retryAfter !== undefined && { retryAfter }) };
}

function statusAnswer({ status, error, retryAfter, headers }: StatusFault): Answer {
  const wait = retryAfter === undefined ? {} : { "Retry-After": retryAfterText(retryAfter) };
  return jsonAnswer(status, apiError(status, error), { ...wait, ...headers });
}

function rawAnswer({ status = 200, contentType = API_MEDIA_TYPE, headers, body }: RawFault): Answer {
  return { status, headers: { "Content-Type": contentType, ...headers }, body: Buffer.from(body) };
}

function retryAfterText(retryAfter: RetryAfter): string {
  return retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter);
}
