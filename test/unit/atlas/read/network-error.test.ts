import assert from "node:assert/strict";
import {
  ConfigurationError,
  AtlasContentError,
  AtlasNetworkError,
  type AtlasError,
} from "../../../../provider/index.js";
import { TransportError } from "../../../../provider/atlas/http/types.js";
import { networkError } from "../../../../provider/atlas/read/network-error.js";
import { WHAT } from "../../../helpers/responses.js";

const BASE_URL = "https://atlas.example.com";
const CAUSE = new Error("connect ECONNREFUSED");

const failure = (error: unknown, attempts = 1): AtlasError =>
  networkError(WHAT, { error, attempts, elapsedSeconds: 4.56, baseUrl: BASE_URL });

describe("the error for a read without an answer", () => {
  const KINDS: readonly (readonly [TransportError["kind"], "NETWORK" | "TIMEOUT", string])[] = [
    [
      "network",
      "NETWORK",
      "check mongodbatlas:baseUrl and the way to Atlas (name service, proxy with HTTPS_PROXY, firewall)",
    ],
    [
      "timeout",
      "TIMEOUT",
      "the limit is atlas-data-lake:requestTimeoutSeconds; check the way to Atlas (proxy, firewall)",
    ],
    [
      "deadline",
      "TIMEOUT",
      "the limit is atlas-data-lake:retryTimeoutSeconds; check the way to Atlas (proxy, firewall)",
    ],
  ];
  for (const [kind, code, todo] of KINDS) {
    it(`says what happened and what to do: ${kind}`, () => {
      const error = failure(new TransportError(kind, "it broke", true, { cause: CAUSE }));
      assert.ok(error instanceof AtlasNetworkError);
      assert.equal(error.code, code);
      assert.equal(
        error.message,
        `cannot read ${WHAT}: no answer from ${BASE_URL}: it broke. To do: ${todo}`,
      );
      assert.equal(error.cause, CAUSE);
    });

    it(`counts the tries when there were several: ${kind}`, () => {
      const { message } = failure(new TransportError(kind, "it broke", true), 3);
      const attempts = "in the last of 3 tries over 4.6 s";
      assert.equal(
        message,
        `cannot read ${WHAT}: no answer from ${BASE_URL} ${attempts}: it broke. To do: ${todo}`,
      );
    });
  }

  it("says what to do where the transport knows it better", () => {
    const { message } = failure(new TransportError("network", "it broke", false, { todo: "mend it" }));
    assert.equal(message, `cannot read ${WHAT}: no answer from ${BASE_URL}: it broke. To do: mend it`);
  });

  it("is one of the content when the answer is too large", () => {
    const reason = new TransportError("too-large", "the answer has more than 8 bytes", false);
    const error = failure(reason, 2);
    assert.ok(error instanceof AtlasContentError);
    assert.equal(error.code, "UNEXPECTED_CONTENT");
    assert.equal(
      error.message,
      `cannot read ${WHAT}: the answer has more than 8 bytes. To do: check mongodbatlas:baseUrl and any proxy on the way`,
    );
    assert.equal(error.cause, reason);
    assert.deepEqual(error.problems, []);
    assert.ok(!("status" in error));
  });

  const FOREIGN: readonly (readonly [string, unknown, string])[] = [
    ["an error", new TypeError("not\na function"), "not a function"],
    ["a text", "broken", "broken"],
    ["nothing", undefined, "undefined"],
  ];
  for (const [name, reason, text] of FOREIGN) {
    it(`keeps what is not of the network's making in one line, with its cause: ${name}`, () => {
      const error = failure(reason, 2);
      assert.ok(error instanceof AtlasNetworkError);
      assert.equal(error.code, "NETWORK");
      assert.equal(error.message, `cannot read ${WHAT}: ${text}`);
      assert.equal(error.cause, reason);
    });
  }

  it("is the error itself where that is one of this package", () => {
    const error = new ConfigurationError("INVALID_CONFIGURATION", "the proxy is none");
    assert.equal(failure(error), error);
  });

  for (const [kind, retryable, expected] of [
    ["network", true, true],
    ["network", false, false],
    ["timeout", true, true],
    ["deadline", false, true],
  ] as const) {
    it(`says whether it may pass: ${kind}, ${retryable ? "retryable" : "final"}`, () => {
      const error = failure(new TransportError(kind, "it broke", retryable));
      assert.ok(error instanceof AtlasNetworkError);
      assert.equal(error.retryable, expected);
    });
  }

  it("says of what is not the network's making that it does not pass", () => {
    const error = failure(new TypeError("bug"));
    assert.ok(error instanceof AtlasNetworkError && !error.retryable);
  });
});
