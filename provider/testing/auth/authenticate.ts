import { ApiFailure } from "../http/error-response.js";
import { type LocalRequest } from "../http/request.js";
import { type AccessTokens } from "./access-tokens.js";
import { REALM, type Digest } from "./check-digest.js";

/** The roles that include Project Read Only. */
const READING_ROLES: readonly string[] = ["GROUP_READ_ONLY", "GROUP_OWNER", "ORG_READ_ONLY", "ORG_OWNER"];

/** The roles of a request's credentials, a bearer token or HTTP Digest. Refuses wrong credentials with 401. */
export function authenticate(request: LocalRequest, digest: Digest, tokens: AccessTokens): readonly string[] {
  const bearer = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (bearer !== undefined) {
    const roles = tokens.rolesOf(bearer);
    if (roles !== undefined) return roles;
    throw unauthorized(`Bearer realm="${REALM}", error="invalid_token"`);
  }
  const outcome = digest.check(request);
  if (typeof outcome !== "string") return outcome;
  throw unauthorized(outcome);
}

/** Refuses with 401, as Atlas does in place of 403, if no role may read. */
export function checkMayRead(roles: readonly string[]): void {
  if (roles.some((role) => READING_ROLES.includes(role))) return;
  throw new ApiFailure(401, {
    errorCode: "USER_UNAUTHORIZED",
    detail: "Current user is not authorized to perform this action.",
  });
}

function unauthorized(challenge: string): ApiFailure {
  const detail = "You are not authorized for this resource.";
  const fields = { errorCode: "UNEXPECTED_ERROR", detail, parameters: undefined };
  return new ApiFailure(401, fields, { "WWW-Authenticate": challenge });
}
