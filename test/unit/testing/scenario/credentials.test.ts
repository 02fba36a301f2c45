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

const BAD_CHARACTERS: Readonly<Record<string, readonly [what: string, character: string][]>> = {
  "white space": [
    ["a space", " "],
    ["a line end", "\n"],
    ["a no-break space", "\u00a0"],
  ],
  "a control character": [
    ["a null character", "\u0000"],
    ["a delete character", "\u007f"],
    ["a C1 control character", "\u009b"],
  ],
  "a non-ASCII character": [
    ["a letter beyond ASCII", "ä"],
    ["a zero-width character", "\u200b"],
  ],
};

describe("the check of credentials", () => {
  for (const [path, withCredential] of Object.entries(CREDENTIALS)) {
    it(`accepts every printable ASCII character in ${path}`, () => {
      const all = Array.from({ length: 94 }, (_, n) => String.fromCharCode(0x21 + n)).join("");
      check(scenario, withCredential(all), "the scenario");
    });

    itRefuses(
      scenario,
      "the scenario",
      Object.entries(BAD_CHARACTERS).flatMap(([found, characters]) =>
        characters.map(([what, character]) => [
          `${what} in ${path}, without repeating it`,
          withCredential(SECRET + character),
          `${path} must be ${PRINTABLE}, got a string with ${found}`,
        ]),
      ),
    );
  }

  it("accepts API keys with the same private key, and service accounts with the same secret", () => {
    const apiKeys = ["p", "q"].map((publicKey) => ({ publicKey, privateKey: "same" }));
    const serviceAccounts = ["c", "d"].map((clientId) => ({ clientId, clientSecret: "same" }));
    check(scenario, { apiKeys, serviceAccounts }, "the scenario");
  });

  itRefuses(scenario, "the scenario", [
    [
      "a token that is listed twice",
      { accessTokens: [{ token: SECRET }, { token: "other" }, { token: SECRET }] },
      "accessTokens[2] must differ from accessTokens[0], got the same token",
    ],
    [
      "a public key that is listed twice",
      { apiKeys: [SECRET, SECRET].map((publicKey) => ({ publicKey, privateKey: "q" })) },
      "apiKeys[1] must differ from apiKeys[0], got the same publicKey",
    ],
    [
      "a client id that is listed twice",
      { serviceAccounts: [SECRET, SECRET].map((clientId) => ({ clientId, clientSecret: "s" })) },
      "serviceAccounts[1] must differ from serviceAccounts[0], got the same clientId",
    ],
    // The messages below have the kind only of a value that may be a credential.
    [
      "a string in place of the list",
      { accessTokens: SECRET },
      "accessTokens must be an array, got a string",
    ],
    [
      "a string in place of an entry",
      { accessTokens: [SECRET] },
      "accessTokens[0] must be an object, got a string",
    ],
    [
      "an array as token",
      { accessTokens: [{ token: [SECRET] }] },
      `accessTokens[0].token must be ${PRINTABLE}, got an array`,
    ],
    [
      "a number as token",
      { accessTokens: [{ token: 271828 }] },
      `accessTokens[0].token must be ${PRINTABLE}, got a number`,
    ],
    [
      "an empty private key",
      { apiKeys: [{ publicKey: "p", privateKey: "" }] },
      `apiKeys[0].privateKey must be ${PRINTABLE}, got an empty string`,
    ],
    [
      "a missing client secret",
      { serviceAccounts: [{ clientId: "c" }] },
      `serviceAccounts[0].clientSecret must be ${PRINTABLE}, got nothing`,
    ],
    [
      "an empty TLS key",
      { tls: { key: "", cert: SECRET } },
      "tls.key must be a string that is not empty, got an empty string",
    ],
    [
      "an unknown field of a key",
      { apiKeys: [{ publicKey: "p", privateKey: SECRET, secret: SECRET }] },
      "apiKeys[0].secret is not a known field; Allowed: publicKey, privateKey, roles",
    ],
  ]);
});
