import { API_MEDIA_TYPE, API_VERSION } from "../api/accept.js";
import { apiError } from "../http/api-error.js";
import { jsonResponse, type LocalResponse, type ResponseWriter } from "../http/response.js";
import { type Fault, type StatusFault } from "./fault.js";

/** Sends the usual response, or one with a fault. `usual` has effects, and is called at most once. */
export async function respond(
  writer: ResponseWriter,
  usual: () => LocalResponse,
  fault: Fault | undefined,
): Promise<void> {
  switch (fault?.type) {
    case undefined:
      writer.send(usual());
      break;
    case "status":
      writer.send(statusResponse(fault));
      break;
    case "rateLimited":
      writer.send(statusResponse({ ...RATE_LIMITED, ...fault, type: "status" }));
      break;
    case "gone":
      writer.send(statusResponse(GONE));
      break;
    case "raw": {
      const { status = 200, contentType = API_MEDIA_TYPE, headers, body } = fault;
      writer.send({ status, headers: { "Content-Type": contentType, ...headers }, body: Buffer.from(body) });
      break;
    }
    case "delay":
      await writer.wait(fault.milliseconds);
      writer.send(usual());
      break;
    case "hang":
      if (fault.at === "midBody") await writer.sendHalf(usual());
      break;
    case "reset":
      if (fault.at === "midBody") await writer.sendHalf(usual());
      await writer.reset();
      break;
    case "truncate":
      await writer.sendHalf(usual(), fault.framing);
      writer.end();
      break;
    case "drip":
      await writer.sendSlowly(usual(), fault.millisecondsPerByte);
      break;
    case "contentType": {
      const response = usual();
      writer.send({ ...response, headers: { ...response.headers, "Content-Type": fault.contentType } });
      break;
    }
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

const RATE_LIMITED = {
  status: 429,
  error: { errorCode: "RATE_LIMITED", detail: "Rate limit exceeded. Please retry later." },
};

function statusResponse({ status, error, retryAfter, headers }: StatusFault): LocalResponse {
  const text = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter;
  const wait = text === undefined ? {} : { "Retry-After": String(text) };
  return jsonResponse(status, apiError(status, error), { ...wait, ...headers });
}
