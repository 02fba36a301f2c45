import assert from "node:assert/strict";
import { toTransportError, TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { TunnelError } from "../../../../provider/atlas/http/tunnel-error.js";

const coded = (code: string, message = "its own words"): Error =>
  Object.assign(new Error(message), { type: "system", code });

const DIRECT = { maxBodyBytes: 1024, proxy: undefined };
const PROXIED = { maxBodyBytes: 1024, proxy: "proxy.test:3128" };

describe("toTransportError", () => {
  const CODES: readonly (readonly [string, string, boolean])[] = [
    ["ECONNRESET", "the connection was reset before the response was complete (ECONNRESET)", true],
    ["HPE_INVALID_CONSTANT", "the response is not valid HTTP (HPE_INVALID_CONSTANT)", true],
    ["EPIPE", "its own words", true],
    ["ENOTFOUND", "the host name does not exist (ENOTFOUND)", false],
    [
      "HPE_HEADER_OVERFLOW",
      "the response headers are larger than Node.js reads (HPE_HEADER_OVERFLOW)",
      false,
    ],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "the server does not speak TLS (ERR_SSL_WRONG_VERSION_NUMBER)", false],
    ["ERR_TLS_HANDSHAKE_TIMEOUT", "its own words", false],
    ["ERR_INVALID_URL", "its own words", false],
    ["CERT_REVOKED", "its own words", false],
    ["EPROTO", "its own words", false],
    ["HOSTNAME_MISMATCH", "its own words", false],
  ];
  for (const [code, message, retryable] of CODES) {
    it(`explains ${code}, which is ${retryable ? "retryable" : "permanent"}`, () => {
      const error = coded(code);
      const failure = toTransportError(error, DIRECT);
      assert.ok(failure instanceof TransportError);
      assert.deepEqual(
        [failure.name, failure.kind, failure.message, failure.retryable, failure.advice, failure.cause],
        ["TransportError", "network", message, retryable, undefined, error],
      );
    });
  }

  for (const code of [
    "ECONNREFUSED",
    "ERR_STREAM_PREMATURE_CLOSE",
    "EAI_AGAIN",
    "ETIMEDOUT",
    "Z_DATA_ERROR",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "CERT_NOT_YET_VALID",
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ]) {
    it(`has an explanation of ${code}`, () => {
      const { message, retryable } = toTransportError(coded(code), DIRECT);
      assert.match(message, new RegExp(`^[a-z].{12,} \\(${code}\\)$`));
      assert.ok(!message.includes("its own words"));
      assert.equal(retryable, !/CERT|SIGNATURE/.test(code));
    });
  }

  it("explains the message of older versions of Node.js for a server without TLS", () => {
    const text =
      "write EPROTO 40C7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:record.c:355:";
    const { message, retryable } = toTransportError(coded("EPROTO", text), DIRECT);
    assert.deepEqual([message, retryable], ["the server does not speak TLS (EPROTO)", false]);
  });

  it("makes a permanent error of a response that is too large", () => {
    const error = Object.assign(new Error("content size over limit"), { type: "max-size" });
    const { kind, message, retryable, cause } = toTransportError(error, DIRECT);
    assert.deepEqual(
      [kind, message, retryable, cause],
      ["too-large", "the response has more than 1024 bytes", false, error],
    );
  });

  it("shortens a message to one line of 160 characters", () => {
    const { message } = toTransportError(new Error(` a\r\n\tb\u001b[31m${"c".repeat(200)}`), DIRECT);
    assert.equal(message, `a b [31m${"c".repeat(152)}…`);
  });

  const OTHERS: readonly (readonly [unknown, string])[] = [
    ["some text", "some text"],
    [undefined, "undefined"],
    [null, "null"],
    [Object.assign(new Error("odd"), { code: 42, type: 7 }), "odd"],
  ];
  for (const [thrown, expected] of OTHERS) {
    it(`makes a retryable error of ${String(thrown)}, which has no code`, () => {
      const { kind, message, retryable } = toTransportError(thrown, DIRECT);
      assert.deepEqual([kind, message, retryable], ["network", expected, true]);
    });
  }

  context("when there is a proxy", () => {
    it("names the proxy", () => {
      const { message, advice } = toTransportError(coded("EPIPE"), PROXIED);
      assert.deepEqual([message, advice], ["its own words, through the proxy proxy.test:3128", undefined]);
    });

    const UNREACHED: readonly (readonly [unknown, string, boolean])[] = [
      [coded("ECONNREFUSED"), "connection refused (ECONNREFUSED)", true],
      [coded("CERT_HAS_EXPIRED"), "its TLS certificate has expired (CERT_HAS_EXPIRED)", false],
      [new Error("s3cret"), "it gave no valid response to CONNECT (NO_RESPONSE)", true],
      [coded("EPIPE"), "its own words", true],
    ];
    for (const [error, text, retryable] of UNREACHED) {
      it(`explains a proxy that cannot be reached: ${text}`, () => {
        const failure = toTransportError(TunnelError.of(error), PROXIED);
        assert.deepEqual(
          [failure.kind, failure.message, failure.retryable],
          ["network", `the proxy proxy.test:3128: ${text}`, retryable],
        );
        assert.match(
          String(failure.advice),
          /^Check the proxy's URL in HTTPS_PROXY or ALL_PROXY; NO_PROXY names/,
        );
      });
    }

    const REFUSALS: readonly (readonly [number, string, boolean, RegExp])[] = [
      [
        407,
        "407 Proxy Authentication Required",
        false,
        /^Give the proxy's URL .* password, .* as in http:\/\/user:password@proxy/,
      ],
      [403, "403 Forbidden", false, /^Ask the proxy's operator/],
      [599, "599", false, /^Ask the proxy's operator/],
      [502, "502 Bad Gateway", true, /^Ask the proxy's operator/],
    ];
    for (const [status, text, retryable, advice] of REFUSALS) {
      it(`explains a proxy that refuses with ${status}`, () => {
        const error = TunnelError.refused(status);
        const failure = toTransportError(error, PROXIED);
        assert.equal(failure.message, `the proxy proxy.test:3128 refused the connection with ${text}`);
        assert.deepEqual([failure.kind, failure.retryable, failure.cause], ["network", retryable, error]);
        assert.match(String(failure.advice), advice);
      });
    }
  });
});
