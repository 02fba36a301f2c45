import { type HttpResponse, type HttpRequest, type Send } from "../http/types.js";
import { authorized, type Authenticator } from "./authenticator.js";

/** Sends requests with an access token from the configuration, which cannot be renewed here. */
export class AccessTokenAuthenticator implements Authenticator {
  readonly #token: string;
  readonly #send: Send;

  constructor(token: string, send: Send) {
    this.#token = token;
    this.#send = send;
  }

  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    return this.#send(authorized(request, `Bearer ${this.#token}`), signal);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  takeRevocations(): readonly HttpRequest[] {
    return [];
  }

  secrets(): readonly string[] {
    return [this.#token];
  }
}
