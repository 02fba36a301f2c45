import { limitError } from "../../../../provider/testing/http/token-bucket.js";
import { KINDS } from "../../../helpers/local-atlas.js";
import { atlasFails } from "../arrange.js";
import { TWO_ATTEMPTS, type Row } from "../row.js";
import { READ, refused, refusedTwice } from "./failures.js";

const common = { group: "Rate limits", kinds: ["accessToken"] } as const;
/** The code and the text of Atlas, without the path. */
function says(seconds: number): string {
  const { errorCode, detail } = limitError("api", "…", seconds);
  return `${errorCode} "${detail.replace(/\.$/, "")}"`;
}

export const rateLimitRows: readonly Row[] = [
  {
    ...common,
    name: "429 with Retry-After in seconds, once",
    arrange: atlasFails({ type: "rateLimited", retryAfter: 1 }, { times: 1 }),
    expected: READ,
    requests: 2,
    atMostSeconds: 1.5,
  },

  {
    ...common,
    name: "429 with a Retry-After of a day",
    kinds: KINDS,
    arrange: atlasFails({ type: "rateLimited", retryAfter: 86_400 }),
    expected: refused(
      429,
      "RATE_LIMITED",
      `${says(86_400)}; the next attempt was due in 86400.0 s, beyond retryTimeoutSeconds (4 s)`,
    ),
    requests: 1,
  },
  {
    ...common,
    name: "429 without Retry-After, once",
    kinds: ["accessToken", "apiKey"],
    arrange: atlasFails({ type: "rateLimited" }, { times: 1 }),
    expected: READ,
    requests: 2,
  },
  {
    ...common,
    name: "429 without Retry-After, always",
    settings: TWO_ATTEMPTS,
    arrange: atlasFails({ type: "rateLimited" }),
    expected: refusedTwice(429, "RATE_LIMITED", says(0)),
    requests: 2,
  },
];
