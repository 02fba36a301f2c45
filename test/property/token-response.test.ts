import assert from "node:assert/strict";
import { validateHeaderValue } from "node:http";
import * as fc from "fast-check";
import { decodeTokenResponse } from "../../provider/atlas/auth/token-response.js";
import { NoTokenError, TokenSource } from "../../provider/atlas/auth/token-source.js";
import { type HttpResponse } from "../../provider/atlas/http/types.js";
import { CONTEXT, interpretRun, response, REF, result, WHAT } from "../helpers/responses.js";
import { FakeSend } from "../helpers/fake-send.js";
import { forAll, forAllAsync } from "./check.js";
import { assertUnpolluted, outcomeOf } from "./clean-error.js";
import { isObject } from "./documented.js";
import { jsonField, jsonObject, jsonString, jsonText, type Field } from "./json-text.js";
import { anyString } from "./strings.js";

const token = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }).map((text) => jsonString(text.replaceAll(" ", "-"))),
  anyString.map((text) => jsonString(text)),
  jsonText,
);

/** Near what the endpoint that issues tokens sends. */
const nearToken: fc.Arbitrary<string> = fc
  .tuple(
    token.map((value): Field => ["access_token", value]),
    fc.oneof(fc.constant("3600"), jsonText).map((value): Field => ["expires_in", value]),
    fc.array(jsonField, { maxLength: 2 }),
    fc.nat(7),
  )
  .map(([access, expires, more, dice]) =>
    jsonObject([...more, ...(dice === 0 ? [] : [access]), ...(dice === 1 ? [] : [expires])]),
  );

const body = fc.oneof({ arbitrary: nearToken, weight: 3 }, jsonText, anyString);

const ACCOUNT = { clientId: "mdb_sa_id_1", clientSecret: "mdb_sa_sk_1" };

describe("any response of the token endpoint", () => {
  forAll("is decoded to a token that a header can hold, or to none", body, (text) => {
    const issued = decodeTokenResponse(response({ body: text, from: "token" }));
    assertUnpolluted();
    if (issued === undefined) return;
    validateHeaderValue("authorization", `Bearer ${issued.accessToken}`);
    const sent: unknown = JSON.parse(text);
    assert.ok(isObject(sent) && sent["access_token"] === issued.accessToken);
    assert.ok(issued.lifetimeSeconds >= 0, String(issued.lifetimeSeconds));
  });

  forAllAsync(
    "gives a token, or one clean error of the read",
    fc.tuple(body, fc.oneof({ arbitrary: fc.constant(200), weight: 3 }, fc.integer({ min: 201, max: 599 }))),
    async ([text, status]) => {
      const sender = new FakeSend((): HttpResponse => response({ status, body: text }));
      const error: unknown = await new TokenSource(ACCOUNT, "https://atlas", sender.send)
        .get()
        .catch((reason: unknown) => reason);
      if (typeof error === "string") {
        assert.equal(status, 200);
        return;
      }
      assert.ok(error instanceof NoTokenError);
      const outcome = outcomeOf(WHAT, () => interpretRun(REF, result(error.response), CONTEXT));
      assert.ok(outcome instanceof Error);
      assertUnpolluted();
    },
  );
});
