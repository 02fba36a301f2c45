import assert from "node:assert/strict";
import { decodeTokenResponse } from "../../../../provider/atlas/auth/token-response.js";
import { response } from "../../../helpers/fake-send.js";

describe("decodeTokenResponse", () => {
  const TOKENS: readonly (readonly [string, object, number])[] = [
    ["its lifetime", { access_token: "t-1", token_type: "Bearer", expires_in: 120 }, 120],
    ["an hour as its default lifetime", { access_token: "t-1" }, 3600],
    ["no lifetime for zero", { access_token: "t-1", expires_in: 0 }, 0],
    ["no lifetime for a negative one", { access_token: "t-1", expires_in: -5 }, 0],
  ];
  for (const [name, body, lifetimeSeconds] of TOKENS) {
    it(`decodes a token with ${name}`, () => {
      const expected = { accessToken: "t-1", lifetimeSeconds };
      assert.deepEqual(decodeTokenResponse(response(200, {}, JSON.stringify(body))), expected);
    });
  }

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
    ["a lifetime that is not a number", '{"access_token":"t-1","expires_in":"3600"}'],
    ["a body of more than 64 KiB", `{"access_token":"t-1"}${" ".repeat(64 * 1024)}`],
    ["a lifetime of null", '{"access_token":"t-1","expires_in":null}'],
  ];
  for (const [name, body] of UNUSABLE) {
    it(`is undefined for ${name}`, () => {
      assert.equal(decodeTokenResponse(response(200, {}, body)), undefined);
    });
  }
});
