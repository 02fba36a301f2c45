import assert from "node:assert/strict";
import { TunnelError, tunnelFailure } from "../../../../provider/atlas/http/tunnel-error.js";

describe("TunnelError", () => {
  const REFUSED = TunnelError.refused(407);
  const DOWN = TunnelError.of(Object.assign(new Error("connect failed"), { code: "ECONNREFUSED" }));

  it("has the status of the proxy, or the code of the failed connection, in its code", () => {
    assert.equal(REFUSED.name, "TunnelError");
    assert.deepEqual(
      [REFUSED, DOWN].map(({ code, message }) => [code, tunnelFailure(code), message]),
      [
        ["ERR_PROXY_407", "407", "the proxy responded to CONNECT with 407"],
        ["ERR_PROXY_ECONNREFUSED", "ECONNREFUSED", "connect failed"],
      ],
    );
    for (const code of [undefined, "ECONNREFUSED"]) assert.equal(tunnelFailure(code), undefined);
    assert.equal(TunnelError.of(REFUSED), REFUSED);
  });

  it("has the messages of all addresses that were tried", () => {
    const errors = ["connect EINVAL fe80::1:80", "connect EINVAL fe80::2:80"].map((text) => new Error(text));
    const { code, message } = TunnelError.of(Object.assign(new AggregateError(errors), { code: "EINVAL" }));
    assert.deepEqual(
      [code, message],
      ["ERR_PROXY_EINVAL", "connect EINVAL fe80::1:80; connect EINVAL fe80::2:80"],
    );
  });

  it("has nothing of an error without a code", () => {
    for (const thrown of [new Error('Invalid header: "s3cret"'), "s3cret", undefined]) {
      const { code, message } = TunnelError.of(thrown);
      assert.deepEqual([code, message], ["ERR_PROXY_NO_RESPONSE", "no valid response to CONNECT"]);
    }
  });
});
