import assert from "node:assert/strict";
import { redactor } from "../../../../provider/atlas/client/redact.js";

const redact = (text: string, secrets: readonly string[]): string => redactor(secrets)(text);

describe("redactor", () => {
  const SECRET = "p+ss/w\"rd>>??_&'";

  const FORMS: readonly string[] = [
    SECRET,
    "p+ss/w\\\"rd>>??_&'",
    "p+ss/w\\\\\\\"rd>>??_&'",
    "p%2Bss%2Fw%22rd%3E%3E%3F%3F_%26'",
    "p%2Bss%2Fw%22rd%3E%3E%3F%3F_%26%27",
    "p%2bss%2fw%22rd%3e%3e%3f%3f_%26%27",
    "cCtzcy93InJkPj4/P18mJw==",
    "cCtzcy93InJkPj4_P18mJw",
    "cCtzcy93InJkPj4%2FP18mJw%3D%3D",
  ];
  for (const form of FORMS) {
    it(`replaces a secret in the form ${JSON.stringify(form)} at any position`, () => {
      const text = `you sent ${form}, "${form}", x${form}y`;
      assert.equal(redact(text, [SECRET]), 'you sent [redacted], "[redacted]", x[redacted]y');
    });
  }

  it("replaces each of several secrets, the longest first, literally", () => {
    const secrets = ["secret-1", "secret-12345", "secret-2"];
    assert.equal(redact("secret-2 secret-12345", secrets), "[redacted] [redacted]");
    const patterns = ["a.cdefg", "($&^*)+"];
    assert.equal(redact("aXcdefg a.cdefg $&[1] ($&^*)+", patterns), "aXcdefg [redacted] $&[1] [redacted]");
  });

  it("keeps secrets of less than six characters", () => {
    assert.equal(redact("abcdef abcde YWJjZGU=", ["abcdef", "abcde", ""]), "[redacted] abcde YWJjZGU=");
  });
});
