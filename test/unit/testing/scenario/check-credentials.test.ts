import assert from "node:assert/strict";
import { checkScenario } from "../../../../provider/testing/scenario/check-scenario.js";

const SECRET = "very-secret";
const PRINTABLE = "printable ASCII characters without white space";
const HIDDEN: readonly (readonly [scenario: unknown, message: string])[] = [
  [{ accessTokens: SECRET }, "accessTokens must be an array, got a string"],
  [{ accessTokens: [SECRET] }, "accessTokens[0] must be an object, got a string"],
  [{ accessTokens: [{ token: [SECRET] }] }, `accessTokens[0].token must be ${PRINTABLE}, got an array`],
  [{ accessTokens: [{ token: 271828 }] }, `accessTokens[0].token must be ${PRINTABLE}, got a number`],
  [
    { apiKeys: [{ publicKey: "p", privateKey: "" }] },
    `apiKeys[0].privateKey must be ${PRINTABLE}, got an empty string`,
  ],
  [
    { apiKeys: [{ publicKey: "", privateKey: SECRET }] },
    `apiKeys[0].publicKey must be ${PRINTABLE}, got an empty string`,
  ],
  [{ serviceAccounts: [{ clientId: 5 }] }, `serviceAccounts[0].clientId must be ${PRINTABLE}, got a number`],
  [{ tls: { key: "" } }, "tls.key must be a string that is not empty, got an empty string"],
  [
    { serviceAccounts: [{ clientId: "c" }] },
    `serviceAccounts[0].clientSecret must be ${PRINTABLE}, got nothing`,
  ],
];

const BAD_CHARACTERS: readonly (readonly [what: string, character: string, found: string])[] = [
  ["a space", " ", "a string with white space"],
  ["a line end", "\n", "a string with white space"],
  ["a no-break space", "\u00a0", "a string with white space"],
  ["a control character", "\u0000", "a string with a control character"],
  ["a delete character", "\u007f", "a string with a control character"],
  ["a C1 control character", "\u009b", "a string with a control character"],
  ["a non-ASCII character", "ä", "a string with a non-ASCII character"],
  ["a zero-width character", "\u200b", "a string with a non-ASCII character"],
];

const CREDENTIALS: readonly (readonly [path: string, scenario: (credential: string) => unknown])[] = [
  ["accessTokens[0].token", (token) => ({ accessTokens: [{ token }] })],
  ["apiKeys[0].publicKey", (publicKey) => ({ apiKeys: [{ publicKey, privateKey: "q" }] })],
  ["apiKeys[0].privateKey", (privateKey) => ({ apiKeys: [{ publicKey: "p", privateKey }] })],
  ["serviceAccounts[0].clientId", (clientId) => ({ serviceAccounts: [{ clientId, clientSecret: "s" }] })],
  [
    "serviceAccounts[0].clientSecret",
    (clientSecret) => ({ serviceAccounts: [{ clientId: "c", clientSecret }] }),
  ],
];

const TWICE: readonly (readonly [scenario: unknown, message: string])[] = [
  [
    { accessTokens: [{ token: SECRET }, { token: "other" }, { token: SECRET }] },
    "accessTokens[2].token must differ from accessTokens[0].token, got the same",
  ],
  [
    { apiKeys: [SECRET, SECRET].map((publicKey) => ({ publicKey, privateKey: "q" })) },
    "apiKeys[1].publicKey must differ from apiKeys[0].publicKey, got the same",
  ],
  [
    { serviceAccounts: [SECRET, SECRET].map((clientId) => ({ clientId, clientSecret: "s" })) },
    "serviceAccounts[1].clientId must differ from serviceAccounts[0].clientId, got the same",
  ],
];

describe("the credentials of a scenario", () => {
  for (const [path, scenario] of CREDENTIALS) {
    for (const [what, character, found] of BAD_CHARACTERS) {
      it(`refuses ${what} in ${path}, and does not repeat it`, () => {
        assert.throws(
          () => {
            checkScenario(scenario(`${SECRET}${character}`));
          },
          new TypeError(`${path} must be ${PRINTABLE}, got ${found}`),
        );
      });
    }

    it(`accepts every printable ASCII character in ${path}`, () => {
      checkScenario(scenario(Array.from({ length: 94 }, (_, n) => String.fromCharCode(0x21 + n)).join("")));
    });
  }

  for (const [scenario, message] of TWICE) {
    it(`refuses credentials that are listed twice: ${message}`, () => {
      assert.throws(() => {
        checkScenario(scenario);
      }, new TypeError(message));
    });
  }

  it("accepts API keys with the same private key, and service accounts with the same secret", () => {
    checkScenario({
      apiKeys: ["p", "q"].map((publicKey) => ({ publicKey, privateKey: "same" })),
      serviceAccounts: ["c", "d"].map((clientId) => ({ clientId, clientSecret: "same" })),
    });
  });

  for (const [scenario, message] of HIDDEN) {
    it(`tells only the kind of what may be a credential: ${message}`, () => {
      assert.throws(() => {
        checkScenario(scenario);
      }, new TypeError(message));
    });
  }
});
