import assert from "node:assert/strict";
import { redact, redactJson } from "../../../../provider/atlas/client/redact.js";

describe("redact", () => {
  const SECRET = "p+ss/w rd\u00e4";

  const FORMS: readonly (readonly [string, string])[] = [
    ["plain", SECRET],
    ["url-encoded", "p%2Bss%2Fw%20rd%C3%A4"],
    ["url-encoded in lower case", "p%2bss%2fw%20rd%c3%a4"],
    ["form-encoded", "p%2Bss%2Fw+rd%C3%A4"],
    ["in base64", "cCtzcy93IHJkw6Q="],
    ["in base64 without padding", "cCtzcy93IHJkw6Q"],
    ["in base64, url-encoded", "cCtzcy93IHJkw6Q%3D"],
  ];
  for (const [name, form] of FORMS) {
    it(`takes a secret out ${name}, wherever it stands`, () => {
      const text = `you sent ${form}, "${form}", x${form}y`;
      assert.equal(redact(text, [SECRET]), 'you sent [redacted], "[redacted]", x[redacted]y');
    });
  }

  for (const before of ["", "a", "ab", "abc"]) {
    it(`takes a secret out of longer text in base64, after ${before.length} bytes`, () => {
      const secret = "??>>~~s3cret-s3cret";
      for (const encoding of ["base64", "base64url"] as const) {
        const text = Buffer.from(`${before}${secret}xyz`).toString(encoding);
        const left = redact(text, [secret]).replace("[redacted]", "");
        assert.ok(left.length <= text.length - 20, left);
      }
    });
  }

  it("takes a secret out of JSON in a text", () => {
    const secret = 'pa"ss\\word';
    assert.equal(redact(JSON.stringify({ sent: secret }), [secret]), '{"sent":"[redacted]"}');
  });

  it("takes a secret out of every text of a JSON value, keys as well, and changes nothing else", () => {
    const value = { "my-secret": ["my-secret", { deep: "a my-secret" }], n: 1, no: null, yes: true };
    assert.deepEqual(redactJson(value, ["my-secret"]), {
      "[redacted]": ["[redacted]", { deep: "a [redacted]" }],
      n: 1,
      no: null,
      yes: true,
    });
    assert.equal(redactJson(undefined, ["my-secret"]), undefined);
  });

  it("takes each of several secrets out", () => {
    assert.equal(redact("first-1 and second-2", ["second-2", "first-1"]), "[redacted] and [redacted]");
  });

  it("takes all of a secret out that begins with another one", () => {
    assert.equal(redact("secret-12345", ["secret-1", "secret-12345"]), "[redacted]");
  });

  it("takes a secret of six characters out, and leaves a shorter one", () => {
    assert.equal(redact("abcdef abcde", ["abcdef"]), "[redacted] abcde");
    assert.equal(redact("abcdef abcde YWJjZGU=", ["abcde", ""]), "abcdef abcde YWJjZGU=");
  });

  it("takes a secret literally, not as a pattern", () => {
    assert.equal(redact("aXcdefg a.cdefg $&[1]", ["a.cdefg"]), "aXcdefg [redacted] $&[1]");
    assert.equal(redact("a ($&^*)+ b", ["($&^*)+"]), "a [redacted] b");
  });

  it("leaves text alone that has no secret", () => {
    const text = "Cannot find the run.";
    assert.equal(redact(text, ["mdb_sa_sk_1"]), text);
    assert.equal(redact(text, []), text);
  });
});

describe("redactJson", () => {
  const SECRET = 'q"uo\\te/d';

  const clean = (json: string): unknown => redactJson(JSON.parse(json), [SECRET]);

  it("takes a secret out however JSON has escaped it", () => {
    assert.equal(clean('"q\\"uo\\\\te\\/d"'), "[redacted]");
    assert.deepEqual(clean('{"a":["\\u0071\\u0022uo\\u005cte\\u002fd"]}'), { a: ["[redacted]"] });
  });

  it("takes a secret out of keys, __proto__ included, and leaves everything else", () => {
    const text = JSON.stringify({ [`x${SECRET}`]: { n: 1, t: true, z: null }, list: [[SECRET], 2, "kept"] });
    assert.deepEqual(clean(text), {
      "x[redacted]": { n: 1, t: true, z: null },
      list: [["[redacted]"], 2, "kept"],
    });
    const odd = clean(`{"__proto__":${JSON.stringify(SECRET)}}`);
    assert.equal(JSON.stringify(odd), '{"__proto__":"[redacted]"}');
  });

  it("goes 100,000 levels deep", () => {
    const deep = clean("[".repeat(100_000) + JSON.stringify(SECRET) + "]".repeat(100_000));
    let inner = deep;
    while (Array.isArray(inner)) inner = inner[0] as unknown;
    assert.equal(inner, "[redacted]");
  });

  for (const value of [null, undefined, 1, true]) {
    it(`leaves ${String(value)} as it is`, () => {
      assert.equal(redactJson(value, [SECRET]), value);
    });
  }
});
