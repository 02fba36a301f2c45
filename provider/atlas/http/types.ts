/** One HTTP request, complete but for its authorization. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The headers of an answer that mean something here, in lower case. */
export const RESPONSE_HEADERS = [
  "content-type",
  "date",
  "location",
  "retry-after",
  "www-authenticate",
] as const;
export type ResponseHeader = (typeof RESPONSE_HEADERS)[number];

/** One complete HTTP answer. */
export interface HttpResponse {
  readonly status: number;
  /** The value of a header; several of one name are joined with a comma. */
  readonly header: (name: ResponseHeader) => string | undefined;
  /** The body, decompressed. */
  readonly body: Uint8Array;
  /** Whose answer it is: the API's, or that of the endpoint that issues tokens. */
  readonly from: "api" | "token";
}

/** Sends a request once; rejects with a TransportError if no complete answer comes before the signal. */
export type Send = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpResponse>;
