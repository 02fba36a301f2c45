import assert from "node:assert/strict";
import { toTransportError, TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { TunnelError } from "../../../../provider/atlas/http/tunnel-error.js";

const coded = (code: string, message = "its own words"): Error =>
  Object.assign(new Error(message), { type: "system", code });

const DIRECT = { maxBodyBytes: 1024, proxy: undefined, isLocal: false };
const PROXIED = { ...DIRECT, proxy: "proxy.test:3128" };

describe("toTransportError", () => {
  /** Codes that pass and that do not, with an explanation or with the error's own words. */
  const CODES: readonly (readonly [retryable: boolean, explained: boolean, codes: string])[] = [
    [true, true, "ECONNRESET ECONNREFUSED ERR_STREAM_PREMATURE_CLOSE EAI_AGAIN ETIMEDOUT Z_DATA_ERROR"],
    [true, true, "HPE_INVALID_CONSTANT"],
    [true, false, "EPIPE EINVAL EHOSTUNREACH ENETUNREACH"],
    [false, true, "ENOTFOUND HPE_HEADER_OVERFLOW ERR_SSL_WRONG_VERSION_NUMBER CERT_HAS_EXPIRED"],
    [false, true, "DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    [false, true, "UNABLE_TO_GET_ISSUER_CERT_LOCALLY CERT_NOT_YET_VALID ERR_TLS_CERT_ALTNAME_INVALID"],
    [false, false, "ERR_TLS_HANDSHAKE_TIMEOUT ERR_INVALID_URL CERT_REVOKED EPROTO HOSTNAME_MISMATCH"],
    [false, false, "INVALID_PURPOSE INVALID_CA PATH_LENGTH_EXCEEDED CRL_HAS_EXPIRED UNSPECIFIED"],
    [
      false,
      false,
      "ERROR_IN_CERT_NOT_AFTER_FIELD CRL_SIGNATURE_FAILURE ERR_SSL_TLSV13_ALERT_CERTIFICATE_UNKNOWN",
    ],
  ];
  for (const [retryable, explained, codes] of CODES) {
    for (const code of codes.split(" ")) {
      it(`${explained ? "explains" : "has the error's own words for"} ${code}, ${retryable ? "retryable" : "permanent"}`, () => {
        const error = coded(code);
        const failure = toTransportError(error, DIRECT);
        assert.ok(failure instanceof TransportError);
        assert.deepEqual(
          [failure.name, failure.kind, failure.retryable, failure.advice, failure.cause],
          ["TransportError", "network", retryable, undefined, error],
        );
        const pattern = explained
          ? new RegExp(`^(its|the|connection) [ \\w.-]{7,}.* \\(${code}\\)$`)
          : new RegExp(`^its own words \\(${code}\\)$`);
        assert.match(failure.message, pattern);
        assert.equal(failure.message.startsWith("its own words"), !explained);
      });
    }
  }

  it("makes a permanent error of a connection that this machine refuses, and of no other failure there", () => {
    const codes = ["ECONNREFUSED", "ECONNRESET"];
    const failures = codes.map((code) => toTransportError(coded(code), { ...DIRECT, isLocal: true }));
    assert.deepEqual(
      failures.map(({ kind, retryable }) => [kind, retryable]),
      [
        ["no-local-server", false],
        ["network", true],
      ],
    );
  });

  it("explains the message of older versions of Node.js for a server without TLS", () => {
    const text =
      "write EPROTO 40C7:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:record.c:355:";
    const { message, retryable } = toTransportError(coded("EPROTO", text), DIRECT);
    assert.deepEqual([message, retryable], ["the server does not speak TLS (EPROTO)", false]);
  });

  const URL = `https://cloud.mongodb.com/${"x".repeat(150)}`;
  const FETCHED: readonly (readonly [code: string | undefined, message: string, expected: string])[] = [
    ["EINVAL", `request to ${URL} failed, reason: connect EINVAL fe80::1:443`, "connect EINVAL fe80::1:443"],
    ["EPIPE", `Invalid response body while trying to fetch ${URL}: write EPIPE`, "write EPIPE"],
    ["EHOSTUNREACH", `request to ${URL} failed, reason: `, "no reason given (EHOSTUNREACH)"],
    [undefined, `request to ${URL} failed, reason: odd`, "odd"],
    [undefined, "", "no reason given"],
    [
      "EPROTO",
      `request to ${URL} failed, reason: write EPROTO 40C7:error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert ` +
        "protocol version:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 70\n",
      "TLS failed: tlsv1 alert protocol version (EPROTO)",
    ],
    [
      "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
      `request to ${URL} failed, reason: 803C:error:0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate ` +
        "required:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1590:SSL alert number 116\n",
      "the server refused TLS without a client certificate (ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED)",
    ],
  ];
  for (const [code, message, expected] of FETCHED) {
    it(`names the reason that node-fetch puts after the URL, and the code: ${expected}`, () => {
      const error = Object.assign(new Error(message), code && { code });
      assert.equal(toTransportError(error, DIRECT).message, expected);
      assert.equal(
        toTransportError(error, PROXIED).message,
        `${expected}, through the proxy proxy.test:3128`,
      );
      if (code === undefined) return;
      const tunnel = toTransportError(TunnelError.of(error), PROXIED);
      assert.equal(tunnel.message, `the proxy proxy.test:3128: ${expected}`);
    });
  }

  it("makes a permanent error of a response that is too large", () => {
    const error = Object.assign(new Error("content size over limit"), { type: "max-size" });
    const expected = new TransportError("too-large", "the response has more than 1024 bytes", false, {
      cause: error,
    });
    assert.deepEqual(toTransportError(error, DIRECT), expected);
  });

  it("shortens a message to one line of 160 characters", () => {
    const { message } = toTransportError(new Error(` a\r\n\tb\u001b[31m${"c".repeat(200)}`), DIRECT);
    assert.equal(message, `a b [31m${"c".repeat(152)}…`);
  });

  const OTHERS: readonly (readonly [unknown, string])[] = [
    [undefined, "undefined"],
    [Object.assign(new Error("odd"), { code: 42, type: 7 }), "odd"],
  ];
  for (const [thrown, expected] of OTHERS) {
    it(`makes a retryable error of ${String(thrown)}, which has no code`, () => {
      const { kind, message, retryable } = toTransportError(thrown, DIRECT);
      assert.deepEqual([kind, message, retryable], ["network", expected, true]);
    });
  }

  const URL_ADVICE = /^Check the proxy's URL in HTTPS_PROXY or ALL_PROXY; NO_PROXY names/;
  const RULES_ADVICE = /^Ask the proxy's operator/;
  const LOGIN_ADVICE = /^Give the proxy's URL .* password, .* as in http:\/\/user:password@proxy/;
  const TWO = Object.assign(new AggregateError([new Error("one"), new Error("two")]), { code: "EINVAL" });
  const TUNNELS: readonly (readonly [TunnelError, string, boolean, RegExp])[] = [
    [TunnelError.of(coded("CERT_REVOKED")), ": its own words (CERT_REVOKED)", false, URL_ADVICE],
    [TunnelError.of(TWO), ": one; two (EINVAL)", true, URL_ADVICE],
    // Its message may have the response of the proxy, and so the credentials.
    [
      TunnelError.of(new Error("s3cret")),
      ": it gave no valid response to CONNECT (NO_RESPONSE)",
      true,
      URL_ADVICE,
    ],
    [
      TunnelError.refused(407),
      " refused the connection with 407 Proxy Authentication Required",
      false,
      LOGIN_ADVICE,
    ],
    [TunnelError.refused(599), " refused the connection with 599", false, RULES_ADVICE],
    [TunnelError.refused(502), " refused the connection with 502 Bad Gateway", true, RULES_ADVICE],
  ];
  for (const [error, text, retryable, advice] of TUNNELS) {
    it(`explains a proxy without a tunnel: ${text}`, () => {
      const failure = toTransportError(error, PROXIED);
      assert.deepEqual(
        [failure.kind, failure.message, failure.retryable, failure.cause],
        ["network", `the proxy proxy.test:3128${text}`, retryable, error],
      );
      assert.match(String(failure.advice), advice);
    });
  }
});
