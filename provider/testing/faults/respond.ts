import { API_CONTENT_TYPE, API_VERSION } from "../api/accept.js";
import { apiError, type ApiError } from "../http/error-response.js";
import { type RecordedRequest } from "../http/request.js";
import { jsonResponse, type LocalResponse, type ResponseWriter } from "../http/response.js";
import { limitError } from "../http/token-bucket.js";
import { type AtlasErrorFault, type Fault, type RateLimitedFault, type StatusFault } from "./fault.js";

/** Sends the usual response, or one with a fault. `usual` has effects, and is called at most once. */
export async function respond(
  writer: ResponseWriter,
  usual: () => LocalResponse,
  fault: Fault | undefined,
  request: RecordedRequest,
): Promise<void> {
  switch (fault?.type) {
    case undefined:
      writer.send(usual());
      break;
    case "status":
      writer.send(statusResponse(fault));
      break;
    case "rateLimited":
      writer.send(statusResponse({ ...fault, status: 429, error: rateLimitError(fault, request) }));
      break;
    case "gone":
    case "addressRefused":
    case "pagingTimeout":
      writer.send(statusResponse(ATLAS_ERRORS[fault.type](request.path.slice(1))));
      break;
    case "raw": {
      const { status = 200, contentType = API_CONTENT_TYPE, headers, body } = fault;
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

type StatusResponse = Omit<StatusFault, "type">;

/** The errors of Atlas, in its words. It names the path without its first slash here. */
const ATLAS_ERRORS: Readonly<Record<AtlasErrorFault["type"], (path: string) => StatusResponse>> = {
  gone: (path) => ({
    status: 410,
    error: {
      errorCode: "VERSION_GONE",
      detail: `Version ${API_VERSION} of ${path} is no longer available.`,
      parameters: [API_VERSION, path],
    },
  }),
  addressRefused: () => ({
    status: 403,
    error: {
      errorCode: "IP_ADDRESS_NOT_ON_ACCESS_LIST",
      detail: "IP address 127.0.0.1 is not allowed to access this resource.",
      parameters: ["127.0.0.1"],
    },
  }),
  pagingTimeout: () => ({
    status: 500,
    error: {
      errorCode: "TIMEOUT_WHILE_PAGING",
      detail: "Unable to calculate the total number of results. Retry with includeCount=false.",
    },
  }),
};

function rateLimitError(
  { retryAfter }: RateLimitedFault,
  { kind, path }: RecordedRequest,
): Partial<ApiError> {
  const seconds = typeof retryAfter === "number" ? retryAfter : 0;
  return limitError(kind === "api" ? "api" : "token", path, seconds);
}

function statusResponse({ status, error, retryAfter, headers }: StatusResponse): LocalResponse {
  const text = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter;
  const wait = text === undefined ? {} : { "Retry-After": String(text) };
  return jsonResponse(status, apiError(status, error), { ...wait, ...headers });
}
