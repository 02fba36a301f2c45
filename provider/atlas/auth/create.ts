import { type Credentials } from "../../config/credentials.js";
import { type Send } from "../http/types.js";
import { AccessTokenAuthenticator } from "./access-token.js";
import { ApiKeyAuthenticator } from "./api-key.js";
import { type Authenticator } from "./authenticator.js";
import { ServiceAccountAuthenticator } from "./service-account.js";

/** The authenticator for the credentials. */
export function createAuthenticator(credentials: Credentials, baseUrl: string, send: Send): Authenticator {
  switch (credentials.kind) {
    case "accessToken":
      return new AccessTokenAuthenticator(credentials.accessToken, send);
    case "apiKey":
      return new ApiKeyAuthenticator(credentials, send);
    case "serviceAccount":
      return new ServiceAccountAuthenticator(credentials, baseUrl, send);
  }
}
