import assert from "node:assert/strict";
import { redact, redactJson } from "../../../../provider/atlas/client/redact.js";

describe("redact", () => {
  const SECRET = 'p+ss/w "rd>>??\u00e4';

  const FORMS: readonly (readonly [string, string])[] = [
    ["as it is", SECRET],
    ["in JSON", 'p+ss/w \\"rd>>??\u00e4'],
    ["URL-encoded", "p%2Bss%2Fw%20%22rd%3E%3E%3F%3F%C3%A4"],
    ["URL-encoded with lower-case digits", "p%2bss%2fw%20%22rd%3e%3e%3f%3f%c3%a4"],
    ["form-encoded", "p%2Bss%2Fw+%22rd%3E%3E%3F%3F%C3%A4"],
    ["form-encoded with lower-case digits", "p%2bss%2fw+%22rd%3e%3e%3f%3f%c3%a4"],
    ["in base64", "cCtzcy93ICJyZD4+Pz/DpA=="],
    ["in base64url", "cCtzcy93ICJyZD4-Pz_DpA"],
    ["in base64, URL-encoded", "cCtzcy93ICJyZD4%2BPz%2FDpA%3D%3D"],
  ];
  for (const [name, form] of FORMS) {
    it(`replaces a secret ${name}, at any position`, () => {
      const text = `you sent ${form}, "${form}", x${form}y`;
      assert.equal(redact(text, [SECRET]), 'you sent [redacted], "[redacted]", x[redacted]y');
    });
  }

  it("replaces each of several secrets, the longest first", () => {
    assert.equal(
      redact("secret-2 secret-12345", ["secret-1", "secret-12345", "secret-2"]),
      "[redacted] [redacted]",
    );
  });

  it("ignores secrets of less than six characters", () => {
    assert.equal(redact("abcdef abcde YWJjZGU=", ["abcdef"]), "[redacted] abcde YWJjZGU=");
    assert.equal(redact("abcdef abcde YWJjZGU=", ["abcde", ""]), "abcdef abcde YWJjZGU=");
  });

  it("takes a secret literally, not as a pattern", () => {
    assert.equal(redact("aXcdefg a.cdefg $&[1]", ["a.cdefg"]), "aXcdefg [redacted] $&[1]");
    assert.equal(redact("a ($&^*)+ b", ["($&^*)+"]), "a [redacted] b");
  });

  it("keeps text without a secret", () => {
    assert.equal(redact("Cannot find the run.", ["mdb_sa_sk_1"]), "Cannot find the run.");
  });
});

describe("redactJson", () => {
  const SECRET = 'q"uo\\te/d';
  const redacted = (json: string): unknown => redactJson(JSON.parse(json), [SECRET]);

  it("replaces a secret in texts and keys of any depth, and keeps everything else", () => {
    const text = JSON.stringify({ [`x${SECRET}`]: { n: 1, t: true, z: null }, list: [[SECRET], 2, "kept"] });
    assert.deepEqual(redacted(text), {
      "x[redacted]": { n: 1, t: true, z: null },
      list: [["[redacted]"], 2, "kept"],
    });
  });

  it("replaces a secret in any JSON escape", () => {
    assert.equal(redacted('"q\\"uo\\\\te\\/d"'), "[redacted]");
    assert.deepEqual(redacted('{"a":["\\u0071\\u0022uo\\u005cte\\u002fd"]}'), { a: ["[redacted]"] });
  });

  it("replaces a secret in the field __proto__", () => {
    const odd = redacted(`{"__proto__":${JSON.stringify(SECRET)}}`);
    assert.equal(JSON.stringify(odd), '{"__proto__":"[redacted]"}');
  });

  it("redacts 100,000 levels", () => {
    let inner = redacted("[".repeat(100_000) + JSON.stringify(SECRET) + "]".repeat(100_000));
    while (Array.isArray(inner)) inner = inner[0] as unknown;
    assert.equal(inner, "[redacted]");
  });

  for (const value of [null, undefined, 1, true]) {
    it(`returns ${String(value)} as it is`, () => {
      assert.equal(redactJson(value, [SECRET]), value);
    });
  }
});
