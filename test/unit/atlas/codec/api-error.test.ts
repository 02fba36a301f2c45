import assert from "node:assert/strict";
import { inspect } from "node:util";
import { decodeApiError } from "../../../../provider/atlas/codec/api-error.js";

const NOT_RELATED = "(This is just an example, the exception may not be related to this endpoint)";
const EXAMPLES = [
  `{
    "error": 400,
    "detail": "${NOT_RELATED} No provider AWS exists.",
    "reason": "Bad Request",
    "errorCode": "VALIDATION_ERROR"
  }`,
  `{
    "error": 404,
    "detail": "${NOT_RELATED} Cannot find resource AWS",
    "reason": "Not Found",
    "errorCode": "RESOURCE_NOT_FOUND"
  }`,
  `{
    "error": 500,
    "detail": "${NOT_RELATED}",
    "reason": "Internal Server Error",
    "errorCode": "UNEXPECTED_ERROR"
  }`,
];

describe("an error body of the API", () => {
  for (const text of EXAMPLES) {
    const example = JSON.parse(text) as { error: number };
    it(`decodes the reference page's example of ${example.error} to exactly itself`, () => {
      assert.deepEqual(decodeApiError(example), JSON.parse(text));
    });
  }

  const FIELDS: readonly (readonly [string, readonly unknown[], readonly unknown[]])[] = [
    ["detail", ["Some detail.", ""], [1, null, true, [], {}]],
    ["error", [404, 0, -1], ["404", 404.5, null, true, [], {}]],
    ["errorCode", ["SOME_CODE", ""], [1, null, true, [], {}]],
    ["parameters", [[], ["a"], [{ name: "x" }, null, 1]], ["a", 1, null, true, { 0: "a" }]],
    ["reason", ["Not Found", ""], [1, null, true, [], {}]],
  ];
  for (const [name, good, bad] of FIELDS) {
    it(`keeps ${name} alone, of its type`, () => {
      for (const value of good) assert.deepEqual(decodeApiError({ [name]: value }), { [name]: value });
    });

    it(`leaves ${name} out when it is of another type, and keeps the others`, () => {
      const others: Record<string, unknown> = {
        detail: "d",
        error: 1,
        errorCode: "c",
        parameters: [],
        reason: "r",
      };
      const { [name]: _, ...rest } = others;
      for (const value of bad) assert.deepEqual(decodeApiError({ ...others, [name]: value }), rest);
    });
  }

  it("has no key for what is missing, nor for what is not documented", () => {
    assert.deepEqual(decodeApiError({ badRequestDetail: { fields: [] }, Detail: "x" }), {});
  });

  for (const body of [undefined, null, "text", 42, true, [], [{ detail: "x" }]]) {
    it(`has no fields when it is ${inspect(body)}`, () => {
      assert.deepEqual(decodeApiError(body), {});
    });
  }
});
