import { type Kind } from "../local-atlas.js";
import { secretsOf, type Bench } from "../../integration/faults/bench.js";
import { escaped, sentSecret } from "./secret-forms.js";
import { type WireRequest } from "./wire-request.js";

/** The credentials of a request in every form in which a server could echo them. */
export function echoOf(request: WireRequest, bench: Bench, kind: Kind): string {
  const sent = sentSecret(request.headers["authorization"]);
  return [...secretsOf(bench, kind), ...sent]
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ "": secret }).toString().slice(1),
      Buffer.from(secret).toString("base64"),
      escaped(secret, (code) => `%${code.toString(16)}`),
      escaped(secret, (code) => `&#${code};`),
    ])
    .join(" ");
}
