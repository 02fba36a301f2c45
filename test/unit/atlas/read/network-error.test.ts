import assert from "node:assert/strict";
import {
  AtlasContentError,
  AtlasNetworkError,
  ConfigurationError,
  type AtlasError,
} from "../../../../provider/index.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { networkError } from "../../../../provider/atlas/read/network-error.js";
import { WHAT } from "../../../helpers/responses.js";

const BASE_URL = "https://atlas.example.com";
const CAUSE = new Error("connect ECONNREFUSED");
const READING = `, reading ${WHAT}`;
const NETWORK =
  "Check mongodbatlas:baseUrl and network access to Atlas (DNS, proxy in HTTPS_PROXY, firewall)";
const limit = (setting: string): string =>
  `The limit is atlas-data-lake:${setting}. Check network access to Atlas (proxy, firewall)`;

const errorOf = (error: unknown, attempts = 1): AtlasError =>
  networkError(WHAT, { error, attempts, elapsedSeconds: 4.56, baseUrl: BASE_URL });

describe("networkError", () => {
  const KINDS = [
    ["network", true, "NETWORK", true, NETWORK],
    ["network", false, "NETWORK", false, NETWORK],
    ["timeout", true, "TIMEOUT", true, limit("requestTimeoutSeconds")],
    ["deadline", false, "TIMEOUT", true, limit("retryTimeoutSeconds")],
  ] as const;
  for (const [kind, isRetryable, code, retryable, advice] of KINDS) {
    it(`names server, reason, run and advice: ${kind}, ${isRetryable ? "retryable" : "final"}`, () => {
      const error = errorOf(new TransportError(kind, "it broke", isRetryable, { cause: CAUSE }));
      assert.ok(error instanceof AtlasNetworkError);
      assert.equal(error.message, `no response from ${BASE_URL}: it broke${READING}. ${advice}`);
      assert.deepEqual([error.code, error.retryable, error.cause], [code, retryable, CAUSE]);
    });
  }

  it("counts the attempts if there were several", () => {
    const { message } = errorOf(new TransportError("network", "it broke", true), 3);
    assert.ok(
      message.startsWith(`no response from ${BASE_URL} after 3 attempts in 4.6 s: it broke, `),
      message,
    );
  });

  it("takes the advice of the transport error", () => {
    const { message } = errorOf(new TransportError("network", "it broke", false, { advice: "Mend it" }));
    assert.equal(message, `no response from ${BASE_URL}: it broke${READING}. Mend it`);
  });

  it("is an AtlasContentError for a response that is too large", () => {
    const cause = new TransportError("too-large", "it is too large", false);
    const error = errorOf(cause, 2);
    assert.ok(error instanceof AtlasContentError && !("status" in error));
    assert.equal(error.message, `it is too large${READING}. Check mongodbatlas:baseUrl and any proxy`);
    assert.deepEqual([error.code, error.cause, error.problems], ["UNEXPECTED_CONTENT", cause, []]);
  });

  const FOREIGN: readonly (readonly [string, unknown, string])[] = [
    ["an error", new TypeError("not\na function"), "not a function"],
    ["a text", "broken", "broken"],
    ["undefined", undefined, "undefined"],
  ];
  for (const [name, cause, text] of FOREIGN) {
    it(`keeps any other failure in one line, with its cause: ${name}`, () => {
      const error = errorOf(cause, 2);
      assert.ok(error instanceof AtlasNetworkError && !error.retryable);
      assert.deepEqual([error.code, error.message, error.cause], ["NETWORK", text + READING, cause]);
    });
  }

  it("returns an error of this package as it is", () => {
    const error = new ConfigurationError("INVALID_CONFIGURATION", "the proxy is invalid");
    assert.equal(errorOf(error), error);
  });
});
