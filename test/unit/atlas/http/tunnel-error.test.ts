import assert from "node:assert/strict";
import { TunnelError, tunnelFailure } from "../../../../provider/atlas/http/tunnel-error.js";

describe("TunnelError", () => {
  it("has the status of the proxy in its code", () => {
    const { name, code, message } = TunnelError.refused(407);
    assert.deepEqual([name, code, tunnelFailure(code)], ["TunnelError", "ERR_PROXY_407", "407"]);
    assert.equal(message, "the proxy responded to CONNECT with 407");
  });

  it("has the code of a failed connection to the proxy in its code", () => {
    const error = Object.assign(new Error("connect failed"), { code: "ECONNREFUSED" });
    const { code, message } = TunnelError.of(error);
    assert.deepEqual([code, tunnelFailure(code)], ["ERR_PROXY_ECONNREFUSED", "ECONNREFUSED"]);
    assert.equal(message, "connect failed");
  });

  for (const thrown of [new Error('Invalid header: "s3cret"'), "s3cret", undefined]) {
    it(`has nothing of a ${typeof thrown} without a code`, () => {
      const { code, message } = TunnelError.of(thrown);
      assert.deepEqual([code, message], ["ERR_PROXY_NO_RESPONSE", "no valid response to CONNECT"]);
    });
  }

  it("is not wrapped twice", () => {
    const error = TunnelError.refused(502);
    assert.equal(TunnelError.of(error), error);
  });
});

describe("tunnelFailure", () => {
  it("is undefined for the code of another error", () => {
    for (const code of [undefined, "ECONNREFUSED"]) assert.equal(tunnelFailure(code), undefined);
  });
});
