import assert from "node:assert/strict";
import { decodeTokenResponse } from "../../../../provider/atlas/auth/token-response.js";
import { response } from "../../../helpers/fake-send.js";

describe("decodeTokenResponse", () => {
  const TOKENS: readonly (readonly [string, object, number])[] = [
    ["its lifetime", { access_token: "t-1", token_type: "Bearer", expires_in: 120 }, 120],
    ["an hour as its default lifetime", { access_token: "t-1" }, 3600],
    ["its lifetime as a string", { access_token: "t-1", expires_in: "120" }, 120],
    ["no lifetime for a negative one as a string", { access_token: "t-1", expires_in: "-5" }, 0],
    ["an hour for a lifetime of null", { access_token: "t-1", expires_in: null }, 3600],
    ["an hour for a lifetime in words", { access_token: "t-1", expires_in: "soon" }, 3600],
    ["an hour for an empty lifetime", { access_token: "t-1", expires_in: "" }, 3600],
    [
      "an hour for an infinite lifetime as a string",
      { access_token: "t-1", expires_in: "9".repeat(400) },
      3600,
    ],
    ["no lifetime for zero", { access_token: "t-1", expires_in: 0 }, 0],
    ["no lifetime for a negative one", { access_token: "t-1", expires_in: -5 }, 0],
  ];
  for (const [name, body, lifetimeSeconds] of TOKENS) {
    it(`decodes a token with ${name}`, () => {
      const expected = { accessToken: "t-1", lifetimeSeconds };
      assert.deepEqual(decodeTokenResponse(response(200, {}, JSON.stringify(body))), expected);
    });
  }

  it("decodes a token with an hour for an infinite lifetime", () => {
    const body = '{"access_token":"t-1","expires_in":1e999}';
    assert.equal(decodeTokenResponse(response(200, {}, body))?.lifetimeSeconds, 3600);
  });

  const UNUSABLE: readonly (readonly [string, string])[] = [
    ["no body", ""],
    ["a body that is not JSON", "<html>"],
    ["an array", '["t-1"]'],
    ["no token", '{"expires_in":3600}'],
    ["a token that is not a string", '{"access_token":1}'],
    ["an empty token", '{"access_token":""}'],
    ["a token with a space", '{"access_token":"t 1"}'],
    ["a token that ends in a line break", '{"access_token":"t-1\\n"}'],
    ["a token that is not ASCII", '{"access_token":"t\u00e4"}'],
    ["a body of more than 64 KiB", `{"access_token":"t-1"}${" ".repeat(64 * 1024)}`],
  ];
  for (const [name, body] of UNUSABLE) {
    it(`is undefined for ${name}`, () => {
      assert.equal(decodeTokenResponse(response(200, {}, body)), undefined);
    });
  }
});
