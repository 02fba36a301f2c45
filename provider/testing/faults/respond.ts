import { API_CONTENT_TYPE, API_VERSION } from "../api/accept.js";
import { apiError } from "../http/api-error.js";
import { API_REQUESTS, requestsError, TOKEN_REQUESTS, tokenBucketError } from "../http/rate-limit.js";
import { type RecordedRequest } from "../http/request-log.js";
import { jsonResponse, type LocalResponse, type ResponseWriter } from "../http/response.js";
import { type Fault, type RateLimitedFault, type StatusFault } from "./fault.js";

/** Sends the usual response, or one with a fault. `usual` has effects, and is called at most once. */
export async function respond(
  writer: ResponseWriter,
  usual: () => LocalResponse,
  fault: Fault | undefined,
  request: Pick<RecordedRequest, "kind" | "path">,
): Promise<void> {
  switch (fault?.type) {
    case undefined:
      writer.send(usual());
      break;
    case "status":
      writer.send(statusResponse(fault));
      break;
    case "rateLimited":
      writer.send(statusResponse(rateLimited(fault, request)));
      break;
    case "gone":
      writer.send(statusResponse(gone(request.path.slice(1))));
      break;
    case "addressRefused":
      writer.send(statusResponse(ADDRESS_REFUSED));
      break;
    case "pagingTimeout":
      writer.send(statusResponse(PAGING_TIMEOUT));
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

/** Atlas names the path without its first slash here. */
function gone(path: string): StatusFault {
  const detail = `Version ${API_VERSION} of ${path} is no longer available.`;
  const error = { errorCode: "VERSION_GONE", detail, parameters: [API_VERSION, path] };
  return { type: "status", status: 410, error };
}

const ADDRESS_REFUSED: StatusFault = {
  type: "status",
  status: 403,
  error: {
    errorCode: "IP_ADDRESS_NOT_ON_ACCESS_LIST",
    detail: "IP address 127.0.0.1 is not allowed to access this resource.",
    parameters: ["127.0.0.1"],
  },
};

const PAGING_TIMEOUT: StatusFault = {
  type: "status",
  status: 500,
  error: {
    errorCode: "TIMEOUT_WHILE_PAGING",
    detail: "Unable to calculate the total number of results. Retry with includeCount=false.",
  },
};

function rateLimited(
  { retryAfter }: RateLimitedFault,
  { kind, path }: Pick<RecordedRequest, "kind" | "path">,
): StatusFault {
  const seconds = typeof retryAfter === "number" ? retryAfter : 0;
  const error =
    kind === "api"
      ? tokenBucketError(path, seconds, API_REQUESTS)
      : requestsError(path, seconds, TOKEN_REQUESTS);
  return { type: "status", status: 429, error, ...(retryAfter !== undefined && { retryAfter }) };
}

function statusResponse({ status, error, retryAfter, headers }: StatusFault): LocalResponse {
  const text = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter;
  const wait = text === undefined ? {} : { "Retry-After": String(text) };
  return jsonResponse(status, apiError(status, error), { ...wait, ...headers });
}
