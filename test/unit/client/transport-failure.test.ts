import assert from "node:assert/strict";
import { describeFailure } from "#provider/client/transport-failure.js";
import { TransportError } from "#provider/http.js";

const coded = (code: string, message = "request to https://atlas.test failed"): Error =>
  Object.assign(new Error(message), { type: "system", code });

describe("describeFailure", () => {
  const AUTHORITY = "its TLS certificate comes from an unknown authority (NODE_EXTRA_CA_CERTS adds one)";
  const CODES: readonly (readonly [string, string, boolean])[] = [
    ["ECONNREFUSED", "connection refused", true],
    ["ECONNRESET", "the connection was reset before the answer was complete", true],
    ["ERR_STREAM_PREMATURE_CLOSE", "the connection was closed before the answer was complete", true],
    ["EAI_AGAIN", "the host name could not be looked up", true],
    ["ETIMEDOUT", "the connection timed out", true],
    ["ENOTFOUND", "the host name does not exist", false],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "its TLS certificate is self-signed", false],
    ["SELF_SIGNED_CERT_IN_CHAIN", AUTHORITY, false],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", AUTHORITY, false],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", AUTHORITY, false],
    ["CERT_HAS_EXPIRED", "its TLS certificate has expired", false],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "its TLS certificate is for another host name", false],
  ];
  for (const [code, explanation, retryable] of CODES) {
    it(`explains ${code}, which is ${retryable ? "worth another try" : "permanent"}`, () => {
      const error = coded(code);
      const failure = describeFailure(error, 1024);
      assert.ok(failure instanceof TransportError);
      assert.deepEqual(
        [failure.kind, failure.message, failure.retryable],
        ["network", `${explanation} (${code})`, retryable],
      );
      assert.equal(failure.cause, error);
    });
  }

  for (const code of ["ERR_INVALID_URL", "ERR_SSL_WRONG_VERSION_NUMBER", "CERT_NOT_YET_VALID"]) {
    it(`takes ${code} for permanent, in its own words`, () => {
      const { message, retryable } = describeFailure(coded(code, "its own words"), 1024);
      assert.deepEqual([message, retryable], ["its own words", false]);
    });
  }

  for (const code of ["EPIPE", "EHOSTUNREACH", "HPE_INVALID_CONSTANT", "Z_DATA_ERROR"]) {
    it(`takes ${code} for worth another try, in its own words`, () => {
      const { message, retryable } = describeFailure(coded(code, "its own words"), 1024);
      assert.deepEqual([message, retryable], ["its own words", true]);
    });
  }

  it("says how large an answer may be, and tries no more", () => {
    const error = Object.assign(new Error("content size over limit"), { type: "max-size" });
    const failure = describeFailure(error, 8_388_608);
    assert.deepEqual(
      [failure.kind, failure.message, failure.retryable],
      ["too-large", "the answer has more than 8388608 bytes", false],
    );
    assert.equal(failure.cause, error);
  });

  it("writes a message of several lines as one, and cuts it at 160 characters", () => {
    const { message, retryable } = describeFailure(new Error(` a\r\n\tb\u001b[31m${"c".repeat(200)}`), 1024);
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
      const failure = describeFailure(thrown, 1024);
      assert.deepEqual([failure.kind, failure.message, failure.retryable], ["network", expected, true]);
    });
  }
});
