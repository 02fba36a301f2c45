import assert from "node:assert/strict";
import { TunnelError, tunnelFailure } from "../../../../provider/atlas/http/tunnel-error.js";

describe("TunnelError", () => {
  it("says in its code which status the proxy gave", () => {
    const { code, message } = TunnelError.refused(407);
    assert.deepEqual([code, tunnelFailure(code)], ["ERR_PROXY_407", "407"]);
    assert.equal(message, "the proxy answered CONNECT with 407");
  });

  it("says in its code what failed on the way to the proxy", () => {
    const { code, message } = TunnelError.of(
      Object.assign(new Error("connect failed"), { code: "ECONNREFUSED" }),
    );
    assert.deepEqual(
      [code, tunnelFailure(code), message],
      ["ERR_PROXY_ECONNREFUSED", "ECONNREFUSED", "connect failed"],
    );
  });

  for (const thrown of [new Error('Invalid header: "s3cret"'), "s3cret", undefined]) {
    it(`shows nothing of what has no code: ${typeof thrown}`, () => {
      const { code, message } = TunnelError.of(thrown);
      assert.deepEqual([code, message], ["ERR_PROXY_NO_RESPONSE", "no valid answer to CONNECT"]);
    });
  }

  it("stays the one it is", () => {
    const error = TunnelError.refused(502);
    assert.equal(TunnelError.of(error), error);
  });

  it("has a code that no other error has", () => {
    for (const code of [undefined, "ECONNREFUSED", "ERR_INVALID_URL"])
      assert.equal(tunnelFailure(code), undefined);
  });
});
