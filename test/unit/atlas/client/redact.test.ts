import assert from "node:assert/strict";
import sinon from "sinon";
import { redactJson, redactor } from "../../../../provider/atlas/client/redact.js";

const redact = (text: string, secrets: readonly string[]): string => redactor(() => secrets)(text);

/** Each character of a text, encoded. */
const encoded = (text: string, encode: (code: number) => string): string =>
  Array.from(text, (unit) => encode(unit.charCodeAt(0))).join("");

describe("redactor", () => {
  const SECRET = "p+ss/w\"rd>>??_&'";

  const FORMS: readonly string[] = [
    SECRET,
    "p+ss/w\\\"rd>>??_&'",
    "p+ss\\/w\\\"rd>>??_&'",
    "p+ss/w\\u0022rd\\u003e\\u003E??_&'",
    "p%2Bss%2Fw%22rd%3E%3E%3F%3F_%26'",
    "p%2bss%2fw%22rd%3e%3e%3f%3f_%26%27",
    "p+ss/w&quot;rd&gt;&GT;??_&amp;&apos;",
    encoded(SECRET, (code) => `%${code.toString(16)}`),
    encoded(SECRET, (code) => `&#0${code};`),
    encoded(SECRET, (code) => `&#x${code.toString(16)};`),
    "cCtzcy93InJkPj4/P18mJw==",
    "cCtzcy93InJkPj4_P18mJw",
    "cCtzcy93InJkPj4%2FP18mJw%3D%3D",
    "cCtzcy93InJk\r\n  Pj4/P18mJw==",
    "p+ss/w\"rd \n >>??_&'",
    "p%2Bss%2Fw%22rd%0D%0A%3E%3E%3F%3F_%26'",
    Array.from(SECRET).join("\n"),
  ];
  for (const form of FORMS) {
    it(`replaces a secret in the form ${JSON.stringify(form)} at any position, and keeps no part at a cut`, () => {
      const text = `you sent ${form}, "${form}", x${form}y`;
      assert.equal(redact(text, [SECRET]), 'you sent [redacted], "[redacted]", x[redacted]y');
      for (let inside = 1; inside <= form.length; inside++) {
        const before = ".".repeat(2_000 - inside);
        const redacted = redact(`${before}${form}${"z".repeat(9)}`, [SECRET]);
        const expected = inside === form.length ? `${before}[redacted]…` : `${before}…`;
        assert.equal(redacted, expected, form.slice(0, inside));
      }
    });
  }

  it("replaces a secret that forms an escape with the text before it", () => {
    for (const before of ["%", "%4", "&#4", "&#x4", "\\", "\\u004", "&am"]) {
      for (const secret of ["1234567", "abcdefg", '"quoted"', "p;xyzuvw"]) {
        const redacted = redact(`a ${before}${secret} b`, [secret]);
        assert.ok(redacted.startsWith("a ") && redacted.endsWith("[redacted] b"), redacted);
      }
    }
  });

  it("replaces a secret that looks encoded itself", () => {
    for (const secret of ["a%41b\\/c&lt;d", "\\u0041\\u0042", "%%4141%2525"]) {
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
        assert.equal(redact(`a ${form} b`, [secret]), "a [redacted] b", form);
      }
    }
  });

  it("replaces each of several secrets, the longest first, literally", () => {
    const secrets = ["secret-1", "secret-12345", "secret-2"];
    assert.equal(redact("secret-2 secret-12345", secrets), "[redacted] [redacted]");
    const patterns = ["a.cdefg", "($&^*)+"];
    assert.equal(redact("aXcdefg a.cdefg $&[1] ($&^*)+", patterns), "aXcdefg [redacted] $&[1] [redacted]");
  });

  it("keeps text without a secret, and secrets of less than six characters", () => {
    assert.equal(redact("abcdef abcde YWJjZGU=", ["abcdef", "abcde", ""]), "[redacted] abcde YWJjZGU=");
    for (const text of ["50% of a & b \\ c\n&nbsp;&#99999999; %zz \\x \ud800", ""]) {
      assert.equal(redact(text, ["mdb_sa_sk_1"]), text);
    }
  });

  it("asks for the secrets once, and only for a text", () => {
    const secrets = sinon.stub().returns(["secret-1"]);
    const redactText = redactor(secrets);
    assert.ok(secrets.notCalled);
    assert.deepEqual([redactText("a secret-1"), redactText("b")], ["a [redacted]", "b"]);
    assert.ok(secrets.calledOnce);
  });

  context("for a text of more than 2,000 characters", () => {
    it("keeps its first 2,000 characters", () => {
      assert.equal(redact("x".repeat(2_000), [SECRET]), "x".repeat(2_000));
      assert.equal(redact("x".repeat(2_001), [SECRET]), `${"x".repeat(2_000)}…`);
    });

    it("keeps no secret that others before it move to the front of its cut", () => {
      const redacted = redact(`${SECRET} `.repeat(200), [SECRET]);
      assert.match(redacted, /^(\[redacted\] )+…$/);
    });

    it("keeps no half of a surrogate pair at its cut", () => {
      assert.equal(redact(`${"x".repeat(1_999)}\ud83d\ude00`, [SECRET]), `${"x".repeat(1_999)}…`);
    });
  });
});

describe("redactJson", () => {
  const SECRET = 'q"uo\\te/d';
  const redactedValue = (value: unknown): unknown =>
    redactJson(
      value,
      redactor(() => [SECRET]),
    );
  const redacted = (json: string): unknown => redactedValue(JSON.parse(json));

  it("replaces a secret in texts and keys of any depth, and keeps everything else", () => {
    const value = { [`x${SECRET}`]: { n: 1, t: true, z: null }, list: [[SECRET], 2, "kept"] };
    const before = structuredClone(value);
    assert.deepEqual(redactedValue(value), {
      "x[redacted]": { n: 1, t: true, z: null },
      list: [["[redacted]"], 2, "kept"],
    });
    assert.deepEqual(value, before);
    for (const scalar of [null, undefined, 1, true]) assert.equal(redactedValue(scalar), scalar);
  });

  it("replaces a secret in the field __proto__", () => {
    const odd = redacted(`{"__proto__":${JSON.stringify(SECRET)}}`);
    assert.equal(JSON.stringify(odd), '{"__proto__":"[redacted]"}');
  });

  it("redacts no more than 10,000 characters and values, the outer ones first", () => {
    const redactText = sinon.fake((text: string) => text);
    const numbers = Array.from({ length: 50_000 }, () => 1);
    const value = { numbers, texts: numbers.map(() => "x".repeat(100)), detail: "why" };
    const kept = redactJson(value, redactText) as typeof value;
    assert.equal(kept.detail, "why");
    assert.ok(kept.numbers.length > 1_000 && kept.numbers.length < 10_000, String(kept.numbers.length));
    assert.deepEqual(kept.texts, []);
    assert.ok(redactText.callCount < 10_000, String(redactText.callCount));
  });

  it("ends for 100,000 levels", () => {
    const copy = redacted("[".repeat(100_000) + JSON.stringify(SECRET) + "]".repeat(100_000));
    assert.ok(Array.isArray(copy));
  });
});
