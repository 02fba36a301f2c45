import assert from "node:assert/strict";
import { AtlasContentError, AtlasNetworkError, ConfigurationError } from "../../../../provider/index.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { networkError } from "../../../../provider/atlas/read/network-error.js";
import { facts, WHAT } from "../../../helpers/responses.js";

const CAUSE = new Error("connect ECONNREFUSED");
const NETWORK =
  "Check mongodbatlas:baseUrl and network access to Atlas (DNS, proxy in HTTPS_PROXY, firewall)";
const limit = (setting: string): string =>
  `The limit is atlas-data-lake:${setting}. Check network access to Atlas (proxy, firewall)`;

const errorOf = (error: unknown, attempts = 1): Error =>
  networkError(WHAT, { error, attempts, elapsedSeconds: 4.56, baseUrl: "https://atlas" });

describe("networkError", () => {
  const KINDS = [
    ["network", true, "NETWORK", true, NETWORK],
    ["network", false, "NETWORK", false, NETWORK],
    ["timeout", true, "TIMEOUT", true, limit("requestTimeoutSeconds")],
    ["deadline", false, "TIMEOUT", true, limit("retryTimeoutSeconds")],
  ] as const;
  for (const [kind, isRetryable, code, retryable, usual] of KINDS) {
    for (const [advice, attempts, times] of [
      [undefined, 1, ""],
      ["Mend it", 3, " after 3 attempts in 4.6 s"],
    ] as const) {
      it(`names server, reason, run and advice: ${kind}, ${isRetryable ? "retryable" : "final"}${times}`, () => {
        const cause = new TransportError(kind, "it broke", isRetryable, {
          cause: CAUSE,
          ...(advice && { advice }),
        });
        const error = errorOf(cause, attempts);
        const message = `no response from https://atlas${times}: it broke, reading ${WHAT}. ${advice ?? usual}`;
        assert.ok(error instanceof AtlasNetworkError && error.cause === CAUSE);
        assert.deepEqual(facts(error), { name: "AtlasNetworkError", code, retryable, message });
      });
    }
  }

  it("is an AtlasContentError for a response that is too large", () => {
    const cause = new TransportError("too-large", "it is too large", false);
    const error = errorOf(cause, 2);
    assert.ok(error instanceof AtlasContentError && error.cause === cause);
    const message = `it is too large, reading ${WHAT}. Check mongodbatlas:baseUrl and any proxy`;
    assert.deepEqual(facts(error), {
      name: "AtlasContentError",
      code: "UNEXPECTED_CONTENT",
      problems: [],
      message,
    });
  });

  for (const [cause, text] of [
    [new TypeError("not\na function"), "not a function"],
    [undefined, "undefined"],
  ] as const) {
    it(`keeps any other failure in one line, with its cause: ${text}`, () => {
      const error = errorOf(cause, 2);
      assert.equal(error.cause, cause);
      const message = `${text}, reading ${WHAT}`;
      assert.deepEqual(facts(error), {
        name: "AtlasNetworkError",
        code: "NETWORK",
        retryable: false,
        message,
      });
    });
  }

  it("returns an error of this package as it is", () => {
    const error = new ConfigurationError("INVALID_CONFIGURATION", "the proxy is invalid");
    assert.equal(errorOf(error), error);
  });
});
