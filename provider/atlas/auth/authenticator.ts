import { type ReadConfig } from "../../config/resolve-config.js";
import {
  authorized,
  type Authenticator,
  type HttpResponse,
  type HttpRequest,
  type Send,
} from "../http/types.js";
import { ApiKeyAuthenticator } from "./api-key.js";
import { ServiceAccountAuthenticator } from "./service-account.js";

/** Creates the authenticator for the credentials of a configuration. */
export function createAuthenticator({ baseUrl, credentials }: ReadConfig, send: Send): Authenticator {
  switch (credentials.kind) {
    case "accessToken":
      return new AccessTokenAuthenticator(credentials.accessToken, send);
    case "apiKey":
      return new ApiKeyAuthenticator(credentials, send);
    case "serviceAccount":
      return new ServiceAccountAuthenticator(credentials, baseUrl, send);
  }
}

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

  secrets(): readonly string[] {
    return [this.#token];
  }
}
