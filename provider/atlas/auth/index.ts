export { type Authenticator } from "./authenticator.js";
export { createAuthenticator } from "./create.js";
