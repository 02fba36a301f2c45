import { API_CONTENT_TYPE, API_VERSION } from "../api/accept.js";
import { apiError } from "../http/error-response.js";
import { API_REQUESTS, requestsError, TOKEN_REQUESTS, tokenBucketError } from "../http/token-bucket.js";
import { type RecordedRequest } from "../http/request.js";
import { jsonResponse, type LocalResponse, type ResponseWriter } from "../http/response.js";
import { type AtlasErrorFault, type Fault, type RateLimitedFault, type StatusFault } from "./fault.js";

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
    case "addressRefused":
    case "pagingTimeout":
      writer.send(statusResponse(atlasError(fault.type, request.path)));
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

function atlasError(type: AtlasErrorFault["type"], requestPath: string): StatusFault {
  const path = requestPath.slice(1); // Atlas names it without its first slash here.
  const address = "127.0.0.1";
  const [status, errorCode, parameters, detail] = {
    gone: [
      410,
      "VERSION_GONE",
      [API_VERSION, path],
      `Version ${API_VERSION} of ${path} is no longer available.`,
    ],
    addressRefused: [
      403,
      "IP_ADDRESS_NOT_ON_ACCESS_LIST",
      [address],
      `IP address ${address} is not allowed to access this resource.`,
    ],
    pagingTimeout: [
      500,
      "TIMEOUT_WHILE_PAGING",
      [],
      "Unable to calculate the total number of results. Retry with includeCount=false.",
    ],
  }[type] as [number, string, readonly string[], string];
  return { type: "status", status, error: { errorCode, detail, parameters } };
}

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
