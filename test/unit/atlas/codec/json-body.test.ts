import assert from "node:assert/strict";
import { left, right } from "fp-ts/lib/Either.js";
import {
  isJsonMediaType,
  parseJsonBody,
  unwrapEnvelope,
} from "../../../../provider/atlas/codec/json-body.js";
import { inspect } from "node:util";

describe("isJsonMediaType", () => {
  for (const type of [
    "application/json",
    " APPLICATION/JSON ; charset=utf-8",
    "application/vnd.atlas.2025-03-12+json;charset=utf-8",
  ]) {
    it(`accepts ${JSON.stringify(type)}`, () => {
      assert.equal(isJsonMediaType(type), true);
    });
  }

  for (const type of [
    undefined,
    "",
    ";application/json",
    "text/html; application/json",
    "text/application/json",
    "application/jsonp",
    "application/problem+json",
    "application/vnd.atlas.2023-01-01+gzip",
    "application/vnd.atlas.2023-1-1+json",
    "application/vnd.atlas.23-01-01+json",
    "application/vnd.atlas.preview+json",
    "application/json, text/html",
  ]) {
    it(`rejects ${type === undefined ? "a missing one" : JSON.stringify(type)}`, () => {
      assert.equal(isJsonMediaType(type), false);
    });
  }
});

describe("parseJsonBody", () => {
  const parse = (body: string | Uint8Array): ReturnType<typeof parseJsonBody> =>
    parseJsonBody(Buffer.from(body), (text) => text.replaceAll('se/cr\\"et', "***"));

  const VALUES: readonly (readonly [string, unknown])[] = [
    ['"Grüße ☃ 😀"', "Grüße ☃ 😀"],
    ['\ufeff{"a":1}', { a: 1 }],
    // JSON has no infinity, and half of a pair is written as an escape: the value is the one that was parsed.
    ['[1e999,"\\udc00",1.0]', [Infinity, "\udc00", 1]],
    ['["se\\\\/cr\\"et","\\\\u0073e/cr\\"et"]', ['se\\/cr"et', '\\u0073e/cr"et']],
  ];
  for (const [text, value] of VALUES) {
    it(`gives the value of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parse(text), right({ value, isRedacted: false }));
    });
  }

  const SECRETS: readonly (readonly [string, unknown])[] = [
    ['{"a":["x se\\/cr\\"et y"]}', { a: ["x *** y"] }],
    ['{"\\u0073e/cr\\u0022et":1}', { "***": 1 }],
    ['"\\u0073\\u0065\\u002F\\u0063\\u0072\\u0022\\u0065\\u0074"', "***"],
    ['"\\\\\\u0073e/cr\\"et\\n"', "\\***\n"],
    ['{"__proto__":"se/cr\\"et"}', JSON.parse('{"__proto__":"***"}')],
  ];
  for (const [text, value] of SECRETS) {
    it(`redacts ${text}, however it is escaped`, () => {
      assert.deepEqual(parse(text), right({ value, isRedacted: true }));
    });
  }

  for (const text of ["", "<html>", "{", '{"a":1}x', "NaN", '"\\U0041"', '"a\\"', "[".repeat(1 << 20)]) {
    it(`says that ${JSON.stringify(text).slice(0, 20)} is not JSON`, () => {
      assert.deepEqual(parse(text), left("not valid JSON"));
    });
  }

  it("is not JSON after a redaction outside of a text", () => {
    const number = parseJsonBody(Buffer.from("[123456]"), (text) => text.replace("123456", "[redacted]"));
    assert.deepEqual(number, left("not valid JSON"));
  });

  it("says that JSON of 40,000 arrays in each other is nested too deeply", () => {
    assert.deepEqual(parse("[".repeat(40_000) + "]".repeat(40_000)), left("JSON nested too deeply"));
  });

  for (const bytes of [
    [34, 0xff, 34],
    [34, 0xed, 0xa0, 0x80, 34],
    [34, 0xc0, 0xaf, 34],
  ]) {
    it(`says that the bytes ${Buffer.from(bytes).toString("hex")} are not UTF-8`, () => {
      assert.deepEqual(parse(Uint8Array.from(bytes)), left("not valid UTF-8"));
    });
  }
});

describe("unwrapEnvelope", () => {
  it("returns the content, and the status of the envelope if that of HTTP is 200", () => {
    const content = { state: "DONE" };
    assert.deepEqual(unwrapEnvelope({ status: 404, content, links: [] }, 200), {
      body: content,
      status: 404,
    });
    for (const status of [201, 302, 500])
      assert.deepEqual(unwrapEnvelope({ status: 200, content }, status), { body: content, status });
  });

  it("unwraps one envelope", () => {
    const inner = { status: 500, content: { state: "DONE" } };
    assert.deepEqual(unwrapEnvelope({ status: 200, content: inner }, 200), { body: inner, status: 200 });
  });

  it("reads a run, a list or an error with fields `status` and `content` as itself", () => {
    const more = { status: 200, content: { _id: "1", state: "DONE" } };
    for (const body of [
      { _id: "1", state: "FAILED", ...more },
      { results: [], ...more },
      { errorCode: "E", ...more },
    ])
      assert.deepEqual(unwrapEnvelope(body, 200), { body, status: 200 });
  });

  for (const body of [
    { state: "DONE", stats: { numDocs: 1 } },
    { status: 200 },
    { content: {} },
    { status: "200", content: {} },
    { status: 200.5, content: {} },
    { status: 200, content: [] },
    { status: 200, content: null },
    [{ status: 200, content: {} }],
    "DONE",
    undefined,
  ]) {
    it(`returns ${inspect(body)} and the HTTP status`, () => {
      const unwrapped = unwrapEnvelope(body, 200);
      assert.equal(unwrapped.body, body);
      assert.equal(unwrapped.status, 200);
    });
  }
});
