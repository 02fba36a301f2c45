import { type Kind } from "../local-atlas.js";
import { secretsOf, type Bench } from "../../integration/faults/bench.js";
import { sentSecret } from "./secret-forms.js";
import { type WireRequest } from "./wire-request.js";

/** All that a server could send back of a request's credentials: as they are, and encoded in one way or another. */
export function echoOf(request: WireRequest, bench: Bench, kind: Kind): string {
  const sent = sentSecret(request.headers["authorization"]);
  return [...secretsOf(bench, kind), ...sent]
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ "": secret }).toString().slice(1),
      Buffer.from(secret).toString("base64"),
    ])
    .join(" ");
}

/** JSON in which every character of a text is escaped, as no server has to but each one may. */
export function escapedJson(text: string): string {
  const escape = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `"${text.replace(/[^]/g, escape)}"`;
}
