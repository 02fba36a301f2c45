import assert from "node:assert/strict";
import { AccessTokenAuthenticator } from "../../../../provider/atlas/auth/access-token.js";
import { ApiKeyAuthenticator } from "../../../../provider/atlas/auth/api-key.js";
import { createAuthenticator } from "../../../../provider/atlas/auth/create.js";
import { ServiceAccountAuthenticator } from "../../../../provider/atlas/auth/service-account.js";
import { type Credentials } from "../../../../provider/config/credentials.js";
import { response, FakeSend } from "../../../helpers/fake-send.js";

describe("createAuthenticator", () => {
  const KINDS: readonly (readonly [Credentials, unknown, string])[] = [
    [
      { source: "the environment", kind: "accessToken", accessToken: "token-1" },
      AccessTokenAuthenticator,
      "token-1",
    ],
    [
      { source: "the environment", kind: "apiKey", publicKey: "public", privateKey: "private-1" },
      ApiKeyAuthenticator,
      "private-1",
    ],
    [
      { source: "the environment", kind: "serviceAccount", clientId: "id", clientSecret: "secret-1" },
      ServiceAccountAuthenticator,
      "secret-1",
    ],
  ];
  for (const [credentials, type, secret] of KINDS) {
    it(`creates that of ${credentials.kind}, with its secret, and sends nothing`, () => {
      const fake = new FakeSend(() => response(200));
      const auth = createAuthenticator(credentials, "https://atlas.test", fake.send);
      assert.equal(auth.constructor, type);
      assert.equal(auth.secrets()[0], secret);
      assert.equal(fake.requests.length, 0);
    });
  }
});
