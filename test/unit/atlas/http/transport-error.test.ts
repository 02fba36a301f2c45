import assert from "node:assert/strict";
import { toTransportError, TransportError } from "../../../../provider/atlas/http/transport-error.js";

const coded = (code: string, message = "request to https://atlas.test failed"): Error =>
  Object.assign(new Error(message), { type: "system", code });

const DIRECT = { maxBodyBytes: 1024, proxy: undefined };
const PROXIED = { maxBodyBytes: 1024, proxy: "proxy.test:3128" };

describe("describeFailure", () => {
  const AUTHORITY = "its TLS certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS adds one)";
  const CODES: readonly (readonly [string, string, boolean])[] = [
    ["ECONNREFUSED", "connection refused", true],
    ["ECONNRESET", "the connection was reset before the answer was complete", true],
    ["ERR_STREAM_PREMATURE_CLOSE", "the connection was closed before the answer was complete", true],
    ["EAI_AGAIN", "the host name could not be looked up", true],
    ["ETIMEDOUT", "the connection timed out", true],
    ["HPE_INVALID_CONSTANT", "the answer is not valid HTTP", true],
    ["Z_DATA_ERROR", "the answer is not compressed as its Content-Encoding says", true],
    ["ENOTFOUND", "the host name does not exist", false],
    ["HPE_HEADER_OVERFLOW", "the answer's headers are larger than Node.js reads", false],
    [
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "its TLS certificate is self-signed (NODE_EXTRA_CA_CERTS makes it trusted)",
      false,
    ],
    ["SELF_SIGNED_CERT_IN_CHAIN", AUTHORITY, false],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", AUTHORITY, false],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", AUTHORITY, false],
    ["CERT_NOT_YET_VALID", "its TLS certificate is not valid yet", false],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "what answers does not speak TLS", false],
    ["ERR_SSL_PACKET_LENGTH_TOO_LONG", "what answers does not speak TLS", false],
    ["CERT_HAS_EXPIRED", "its TLS certificate has expired", false],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "its TLS certificate is for another host name", false],
  ];
  for (const [code, explanation, retryable] of CODES) {
    it(`explains ${code}, which is ${retryable ? "worth another try" : "permanent"}`, () => {
      const error = coded(code);
      const failure = toTransportError(error, DIRECT);
      assert.ok(failure instanceof TransportError);
      assert.deepEqual(
        [failure.kind, failure.message, failure.retryable],
        ["network", `${explanation} (${code})`, retryable],
      );
      assert.equal(failure.cause, error);
    });
  }

  for (const code of ["ERR_INVALID_URL", "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "EPROTO"]) {
    it(`takes ${code} for permanent, in its own words`, () => {
      const { message, retryable } = toTransportError(coded(code, "its own words"), DIRECT);
      assert.deepEqual([message, retryable], ["its own words", false]);
    });
  }

  for (const code of ["EPIPE", "EHOSTUNREACH"]) {
    it(`takes ${code} for worth another try, in its own words`, () => {
      const { message, retryable } = toTransportError(coded(code, "its own words"), DIRECT);
      assert.deepEqual([message, retryable], ["its own words", true]);
    });
  }

  it("says how large an answer may be, and tries no more", () => {
    const error = Object.assign(new Error("content size over limit"), { type: "max-size" });
    const failure = toTransportError(error, { ...DIRECT, maxBodyBytes: 8_388_608 });
    assert.deepEqual(
      [failure.kind, failure.message, failure.retryable],
      ["too-large", "the answer has more than 8388608 bytes", false],
    );
    assert.equal(failure.cause, error);
  });

  it("writes a message of several lines as one, and cuts it at 160 characters", () => {
    const { message, retryable } = toTransportError(
      new Error(` a\r\n\tb\u001b[31m${"c".repeat(200)}`),
      DIRECT,
    );
    assert.equal(message, `a b [31m${"c".repeat(152)}…`);
    assert.equal(retryable, true);
  });

  const OTHERS: readonly (readonly [unknown, string])[] = [
    ["some text", "some text"],
    [undefined, "undefined"],
    [null, "null"],
    [Object.assign(new Error("odd"), { code: 42, type: 7 }), "odd"],
  ];
  for (const [thrown, expected] of OTHERS) {
    it(`describes ${String(thrown)}, which has no code`, () => {
      const failure = toTransportError(thrown, DIRECT);
      assert.deepEqual([failure.kind, failure.message, failure.retryable], ["network", expected, true]);
    });
  }

  it("explains how older versions of Node say that plain http is spoken", () => {
    const text =
      "write EPROTO 40C7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:record.c:355:";
    const { message, retryable } = toTransportError(coded("EPROTO", text), DIRECT);
    assert.deepEqual([message, retryable], ["what answers does not speak TLS (EPROTO)", false]);
  });

  context("when there is a proxy", () => {
    it("names it where the connection through it fails", () => {
      const reset = toTransportError(coded("ECONNRESET"), PROXIED);
      assert.match(reset.message, /\(ECONNRESET\), through the proxy proxy\.test:3128$/);
      assert.deepEqual([reset.retryable, reset.advice], [true, undefined]);
      const other = toTransportError(coded("EPIPE", "its own words"), PROXIED);
      assert.equal(other.message, "its own words, through the proxy proxy.test:3128");
    });

    const UNREACHED: readonly (readonly [string, string, boolean])[] = [
      ["ECONNREFUSED", "connection refused (ECONNREFUSED)", true],
      ["ENOTFOUND", "the host name does not exist (ENOTFOUND)", false],
      ["CERT_HAS_EXPIRED", "its TLS certificate has expired (CERT_HAS_EXPIRED)", false],
      ["NO_RESPONSE", "it gave no valid answer to CONNECT (NO_RESPONSE)", true],
      ["EPIPE", "its own words", true],
    ];
    for (const [code, text, retryable] of UNREACHED) {
      it(`says of the proxy that it could not be reached: ${code}`, () => {
        const failure = toTransportError(coded(`ERR_PROXY_${code}`, "its own words"), PROXIED);
        assert.deepEqual(
          [failure.message, failure.retryable],
          [`the proxy proxy.test:3128: ${text}`, retryable],
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
        /^Give the proxy's URL .* its user name and password/,
      ],
      [403, "403 Forbidden", false, /^Ask the proxy's operator/],
      [401, "401 Unauthorized", false, /^Ask the proxy's operator/],
      [201, "201 Created", false, /^Ask the proxy's operator/],
      [599, "599", false, /^Ask the proxy's operator/],
      [429, "429 Too Many Requests", true, /^Ask the proxy's operator/],
      [502, "502 Bad Gateway", true, /^Ask the proxy's operator/],
    ];
    for (const [status, text, retryable, todo] of REFUSALS) {
      it(`says that the proxy refused with ${status}`, () => {
        const error = coded(`ERR_PROXY_${status}`);
        const failure = toTransportError(error, PROXIED);
        assert.equal(failure.message, `the proxy proxy.test:3128 refused the connection with ${text}`);
        assert.deepEqual([failure.kind, failure.retryable, failure.cause], ["network", retryable, error]);
        assert.match(String(failure.advice), todo);
      });
    }
  });
});
