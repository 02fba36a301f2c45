import { limitError } from "../../../../provider/testing/http/token-bucket.js";
import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails } from "../arrange.js";
import { rowsOf, TWO_ATTEMPTS, type Row } from "../row.js";
import { refused, refusedTwice } from "./failures.js";

const row = rowsOf("Rate limits");

/** The code and the text of Atlas, without the path. */
function says(seconds: number): string {
  const { errorCode, detail } = limitError("api", "…", seconds);
  return `${errorCode} "${detail.replace(/\.$/, "")}"`;
}

export const rateLimitRows: readonly Row[] = [
  row("429 with Retry-After, once", 2, atlasFails({ type: "rateLimited", retryAfter: 1 }, { times: 1 }), {
    atMostSeconds: 1.5,
  }),
  row("429 with a Retry-After of a day", 1, atlasFails({ type: "rateLimited", retryAfter: 86_400 }), {
    kinds: KINDS,
    expected: refused(
      429,
      "RATE_LIMITED",
      `${says(86_400)}; the next attempt was due in 86400.0 s, beyond retryTimeoutSeconds (4 s)`,
    ),
  }),
  row("429 without Retry-After, once", 2, atlasFails({ type: "rateLimited" }, { times: 1 }), {
    kinds: ["accessToken", "apiKey"],
  }),
  row("429 without Retry-After, always", 2, atlasFails({ type: "rateLimited" }), {
    settings: TWO_ATTEMPTS,
    expected: refusedTwice(429, "RATE_LIMITED", says(0)),
  }),
];
