import assert from "node:assert/strict";
import { TokenRequests } from "../../../../provider/atlas/auth/token-requests.js";

describe("TokenRequests", () => {
  for (const [clientId, clientSecret, joined] of [
    ["a:b", "c d", "a%3Ab:c+d"],
    ["a-b_c.d*e", "p%+&=/~\u00e4", "a-b_c.d*e:p%25%2B%26%3D%2F%7E%C3%A4"],
  ] as const) {
    it(`form-encodes ${clientId} and ${clientSecret} before it joins them`, () => {
      const requests = new TokenRequests({ clientId, clientSecret }, "https://atlas.test");
      const basic = Buffer.from(joined).toString("base64");
      for (const { headers } of [requests.issue(), requests.revoke("t1")]) {
        assert.equal(headers["authorization"], `Basic ${basic}`);
      }
      assert.deepEqual(requests.secrets(), [clientSecret, basic]);
    });
  }
});
