import assert from "node:assert/strict";
import { check } from "../../../../provider/testing/scenario/problems.js";
import { scenario } from "../../../../provider/testing/scenario/scenario.js";
import { itRefuses } from "../../../helpers/refusal.js";

const SECRET = "very-secret";
const PRINTABLE = "printable ASCII characters without white space";

const CREDENTIALS: Readonly<Record<string, (credential: string) => unknown>> = {
  "accessTokens[0].token": (token) => ({ accessTokens: [{ token }] }),
  "apiKeys[0].publicKey": (publicKey) => ({ apiKeys: [{ publicKey, privateKey: "q" }] }),
  "apiKeys[0].privateKey": (privateKey) => ({ apiKeys: [{ publicKey: "p", privateKey }] }),
  "serviceAccounts[0].clientId": (clientId) => ({ serviceAccounts: [{ clientId, clientSecret: "s" }] }),
  "serviceAccounts[0].clientSecret": (clientSecret) => ({
    serviceAccounts: [{ clientId: "c", clientSecret }],
  }),
};

const BAD_CHARACTERS: Readonly<Record<string, readonly string[]>> = {
  "white space": [" ", "\n", "\u00a0"],
  "a control character": ["\u0000", "\u007f", "\u009b"],
  "a non-ASCII character": ["ä", "\u200b"],
};

describe("the check of credentials", () => {
  for (const [path, withCredential] of Object.entries(CREDENTIALS)) {
    it(`accepts every printable ASCII character in ${path}`, () => {
      const all = Array.from({ length: 94 }, (_, n) => String.fromCharCode(0x21 + n)).join("");
      check(scenario, withCredential(all), "the scenario");
    });

    for (const [found, characters] of Object.entries(BAD_CHARACTERS)) {
      it(`refuses ${found} in ${path}, without repeating the credential`, () => {
        for (const character of characters) {
          assert.throws(
            () => {
              check(scenario, withCredential(SECRET + character), "the scenario");
            },
            new TypeError(`${path} must be ${PRINTABLE}, got a string with ${found}`),
          );
        }
      });
    }
  }

  it("accepts API keys with the same private key, and service accounts with the same secret", () => {
    const apiKeys = ["p", "q"].map((publicKey) => ({ publicKey, privateKey: "same" }));
    const serviceAccounts = ["c", "d"].map((clientId) => ({ clientId, clientSecret: "same" }));
    check(scenario, { apiKeys, serviceAccounts }, "the scenario");
  });

  itRefuses(scenario, "the scenario", {
    "accessTokens[2] must differ from accessTokens[0], got the same token": {
      accessTokens: [{ token: SECRET }, { token: "other" }, { token: SECRET }],
    },
    "apiKeys[1] must differ from apiKeys[0], got the same publicKey": {
      apiKeys: [SECRET, SECRET].map((publicKey) => ({ publicKey, privateKey: "q" })),
    },
    "serviceAccounts[1] must differ from serviceAccounts[0], got the same clientId": {
      serviceAccounts: [SECRET, SECRET].map((clientId) => ({ clientId, clientSecret: "s" })),
    },
    "accessTokens must be an array, got a string": { accessTokens: SECRET },
    "accessTokens[0] must be an object, got a string": { accessTokens: [SECRET] },
    [`accessTokens[0].token must be ${PRINTABLE}, got an array`]: { accessTokens: [{ token: [SECRET] }] },
    [`accessTokens[0].token must be ${PRINTABLE}, got a number`]: { accessTokens: [{ token: 271828 }] },
    [`apiKeys[0].privateKey must be ${PRINTABLE}, got an empty string`]: {
      apiKeys: [{ publicKey: "p", privateKey: "" }],
    },
    [`serviceAccounts[0].clientSecret must be ${PRINTABLE}, got nothing`]: {
      serviceAccounts: [{ clientId: "c" }],
    },
    "tls.key must be a string that is not empty, got an empty string": { tls: { key: "", cert: SECRET } },
    "apiKeys[0].secret is not a known field; Allowed: publicKey, privateKey, roles": {
      apiKeys: [{ publicKey: "p", privateKey: SECRET, secret: SECRET }],
    },
  });
});
