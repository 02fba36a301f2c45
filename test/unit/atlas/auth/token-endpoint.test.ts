import assert from "node:assert/strict";
import { decodeTokenResponse, TokenRequests } from "../../../../provider/atlas/auth/token-endpoint.js";
import { response } from "../../../helpers/fake-send.js";

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

describe("decodeTokenResponse", () => {
  const HOUR = 3600;
  const LIFETIMES: readonly (readonly [expiresIn: string, number])[] = [
    ["120", 120],
    ['"120.25"', 120.25],
    ['"1e3"', HOUR],
    ["1", 1],
    ['"-5"', HOUR],
    ["0", HOUR],
    ["-5", HOUR],
    ["0.001", HOUR],
    ["null", HOUR],
    ['"soon"', HOUR],
    ['""', HOUR],
    [`"${"9".repeat(400)}"`, HOUR],
    ["1e999", HOUR],
  ];
  const decode = (body: string): unknown => decodeTokenResponse(response(200, {}, body));

  for (const [expiresIn, lifetimeSeconds] of LIFETIMES) {
    it(`decodes a token that lives ${lifetimeSeconds} s for expires_in ${expiresIn.slice(0, 9)}`, () => {
      const expected = { accessToken: "t-1", lifetimeSeconds };
      assert.deepEqual(decode(`{"access_token":"t-1","expires_in":${expiresIn}}`), expected);
    });
  }

  for (const body of [
    "",
    "<html>",
    '["t-1"]',
    '{"expires_in":3600}',
    '{"access_token":1}',
    '{"access_token":""}',
    '{"access_token":"t 1"}',
    '{"access_token":"t-1\\n"}',
    '{"access_token":"t\u00e4"}',
    `{"access_token":"t-1"}${" ".repeat(64 * 1024)}`,
  ]) {
    it(`is undefined for the ${body.length} bytes ${body.trim()}`, () => {
      assert.equal(decode(body), undefined);
    });
  }
});
