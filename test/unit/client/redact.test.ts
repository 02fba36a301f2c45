import assert from "node:assert/strict";
import { redact } from "#provider/client/redact.js";

describe("redact", () => {
  const SECRET = "p+ss/w rd\u00e4";

  const FORMS: readonly (readonly [string, string])[] = [
    ["plain", SECRET],
    ["url-encoded", "p%2Bss%2Fw%20rd%C3%A4"],
    ["in base64", "cCtzcy93IHJkw6Q="],
  ];
  for (const [name, form] of FORMS) {
    it(`takes a secret out ${name}, wherever it stands`, () => {
      const text = `you sent ${form}, "${form}", x${form}y`;
      assert.equal(redact(text, [SECRET]), 'you sent [redacted], "[redacted]", x[redacted]y');
    });
  }

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
