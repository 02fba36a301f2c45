import assert from "node:assert/strict";
import sinon from "sinon";
import { isJsonMediaType, parseJsonBody, type JsonBody } from "../../../../provider/atlas/read/json-body.js";

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
    "text/json",
    "text/application/json",
    "application/jsonp",
    "application/json+x",
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
  const parse = (body: Uint8Array): JsonBody =>
    parseJsonBody(body, (text) => text.replaceAll('se/cr\\"et', "***"));

  afterEach(() => {
    sinon.restore();
  });

  const VALUES: readonly (readonly [string, unknown])[] = [
    ['{"a":[1,null]}', { a: [1, null] }],
    [" [] \n", []],
    ["null", null],
    ['"Grüße ☃ 😀"', "Grüße ☃ 😀"],
    ['\ufeff{"a":1}', { a: 1 }],
    ['{"numDocs":1.0,"n":9007199254740991.4}', { numDocs: 1, n: 9007199254740991 }],
    [
      '{"numDocs":9007199254740991,"s":"numDocs\\": 9007199254740991.4,"}',
      { numDocs: 9007199254740991, s: 'numDocs": 9007199254740991.4,' },
    ],
    // JSON.parse would round these to an integer, which a codec could not tell from one that was sent.
    ['{"numDocs" : 9007199254740991.4}', { numDocs: "9007199254740991.4" }],
    ['{"bytesExported":-4503599627370497.5,"x":1}', { bytesExported: "-4503599627370497.5", x: 1 }],
    ['{"totalCount":0.90071992547409914e16}', { totalCount: "0.90071992547409914e16" }],
  ];
  for (const [text, value] of VALUES) {
    it(`gives the value of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(parse(Buffer.from(text)), { ok: true, value, isRedacted: false });
    });
  }

  const SECRETS: readonly (readonly [string, unknown])[] = [
    ['{"a":"x se/cr\\"et y"}', { a: "x *** y" }],
    ['{"a":["se\\/cr\\"et"]}', { a: ["***"] }],
    ['{"\\u0073e/cr\\u0022et":1}', { "***": 1 }],
    ['"\\u0073\\u0065\\u002F\\u0063\\u0072\\u0022\\u0065\\u0074"', "***"],
    ['"\\\\\\u0073e/cr\\"et\\n"', "\\***\n"],
  ];
  for (const [text, value] of SECRETS) {
    it(`redacts ${text} before it is parsed, however it is escaped`, () => {
      assert.deepEqual(parse(Buffer.from(text)), { ok: true, value, isRedacted: true });
    });
  }

  it("takes no escaped backslash for the start of an escape", () => {
    const text = '["\\\\u0073e/cr\\"et","\\\\/","\\u005cu0041","\\u00e4"]';
    const value = ['\\u0073e/cr"et', "\\/", "\\u0041", "ä"];
    assert.deepEqual(parse(Buffer.from(text)), { ok: true, value, isRedacted: false });
  });

  for (const text of [
    ...["", "<html>", "{", '{"a":1}x', "NaN", '{"numDocs":9007199254740991.}'],
    ...["1\\u0030", "\\u007b}", '"\\U0041"', '"\\u004"', '"a\\"'],
  ]) {
    it(`says that ${JSON.stringify(text)} is not JSON`, () => {
      assert.deepEqual(parse(Buffer.from(text)), { ok: false, why: "not valid JSON" });
    });
  }

  for (const [value, most] of [
    ["1", 50_000],
    ['""', 50_000],
    ["[]", 25_000],
    ["{}", 25_000],
    ['"\\n"', 25_000],
  ] as const) {
    it(`gives ${most} values ${value} and no more`, () => {
      const list = (count: number): Uint8Array => Buffer.from(`[${`${value},`.repeat(count - 1)}${value}]`);
      assert.ok(parse(list(most)).ok);
      const refused = { ok: false, why: "JSON of more than 50000 values and escapes" };
      assert.deepEqual(parse(list(most + 1)), refused);
    });
  }

  it("does not parse JSON of more values", () => {
    const spy = sinon.spy(JSON, "parse");
    assert.ok(!parse(Buffer.from("[".repeat(8 << 20))).ok);
    assert.ok(spy.notCalled);
  });

  for (const bytes of [
    [34, 0xff, 34],
    [34, 0xe2, 0x98, 34],
    [34, 0xed, 0xa0, 0x80, 34],
    [34, 0xc0, 0xaf, 34],
  ]) {
    it(`says that the bytes ${Buffer.from(bytes).toString("hex")} are not UTF-8`, () => {
      assert.deepEqual(parse(Uint8Array.from(bytes)), { ok: false, why: "not valid UTF-8" });
    });
  }
});
