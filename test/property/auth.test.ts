import assert from "node:assert/strict";
import { validateHeaderValue } from "node:http";
import * as fc from "fast-check";
import {
  digestAuthorization,
  findDigestChallenge,
  parseChallenges,
} from "../../provider/atlas/auth/digest.js";
import { decodeTokenResponse } from "../../provider/atlas/auth/token-endpoint.js";
import { response } from "../helpers/responses.js";
import { assertUnpolluted, forAll } from "./check.js";
import { isObject } from "./runs.js";
import { anyString, jsonField, jsonObject, jsonString, jsonText, type Field } from "./texts.js";

describe("findDigestChallenge for any WWW-Authenticate header", () => {
  /** Finds the challenge, and checks that the `Authorization` for it is a header that repeats its parameters. */
  function found(header: string): Readonly<Record<string, string | undefined>> | undefined {
    const challenge = findDigestChallenge(header);
    if (challenge === undefined) return undefined;
    const request = { username: "public", password: "private", method: "GET", uri: "/api?pageNum=2" };
    const value = digestAuthorization(challenge, { ...request, nonceCount: 11, cnonce: "0a4f113b" });
    validateHeaderValue("authorization", value);
    const [sent, ...more] = parseChallenges(value);
    assert.deepEqual([sent?.scheme, more], ["digest", []]);
    const { realm, nonce, opaque } = challenge;
    const repeated = { realm, nonce, opaque, uri: "/api?pageNum=2", nc: "0000000b" };
    for (const [key, text] of Object.entries(repeated)) assert.equal(sent?.params.get(key), text, key);
    return { realm, nonce, opaque };
  }

  const token = fc.string({
    unit: fc.constantFrom(...Array.from("!#$%&'*+-.^_`|~09azAZ")),
    minLength: 1,
    maxLength: 8,
  });
  const space = fc.constantFrom("", "", " ", "\t", "  ");
  /** A text with its quoted string, in which any character may be escaped. */
  const quoted = fc
    .tuple(fc.string({ maxLength: 10 }), fc.boolean())
    .map(([text, all]) => ({ text, form: `"${text.replace(all ? /[^]/g : /["\\]/g, "\\$&")}"` }));
  const other = fc
    .tuple(
      token.filter((scheme) => scheme.toLowerCase() !== "digest"),
      fc.oneof(
        fc.constantFrom("", " YWJj", " YWI=", " realm=x"),
        quoted.map(({ form }) => ` realm=${form}`),
      ),
    )
    .map((parts) => parts.join(""));

  /** A header in the grammar of RFC 9110, with one Digest challenge among others. */
  const header = fc
    .record({
      before: fc.array(other, { maxLength: 2 }),
      realm: quoted,
      nonce: quoted,
      opaque: fc.option(quoted, { nil: undefined }),
      algorithm: fc.constantFrom(undefined, "MD5", "md5-SESS", '"SHA-256"', "SHA-256-sess"),
      qop: fc.constantFrom("auth", '"auth"', '"auth-int, auth"', '"AUTH,auth-int"'),
      turned: fc.boolean(),
      after: fc.array(other, { maxLength: 2 }),
      equals: fc.tuple(space, space),
      comma: fc.tuple(space, fc.constantFrom(",", ",", ",,", ", ,"), space),
    })
    .map(({ before, realm, nonce, opaque, algorithm, qop, turned, after, equals, comma }) => {
      const parameters = [
        ["Realm", realm.form],
        ["nonce", nonce.form],
        ["OPAQUE", opaque?.form],
        ["algorithm", algorithm],
        ["qop", qop],
      ]
        .filter(([, form]) => form !== undefined)
        .map((pair) => pair.join(equals.join("=")));
      const list = comma.join("");
      const digest = `Digest ${(turned ? parameters.reverse() : parameters).join(list)}`;
      const given = { realm: realm.text, nonce: nonce.text, opaque: opaque?.text };
      return { given, value: [...before, digest, ...after].join(list) };
    });

  forAll("finds the Digest challenge at any position", header, ({ given, value }) => {
    assert.deepEqual(found(value), given);
  });

  const pieces = fc.oneof(
    fc.constantFrom("Digest ", "digest", "realm=", 'nonce="', '"', "\\", ",", "=", " ", "\t", "qop=auth"),
    fc.constantFrom("algorithm=MD5-sess", 'opaque="\\"', '"a\\', "Basic ", "\u00e9", "\u0000", "\r\n"),
    fc.constantFrom("\n", "\u2028", "\u007f", "\u0100"),
    token,
    anyString,
  );
  const near = fc
    .array(pieces, { maxLength: 12 })
    .map((parts) => `Digest realm="r", nonce="n", qop="auth", ${parts.join("")}`);
  const broken = fc.tuple(header, fc.nat(), pieces).map(([{ value }, at, piece]) => {
    const cut = at % (value.length + 1);
    return value.slice(0, cut) + piece + value.slice(cut + 1);
  });

  forAll("finds none, or one that a header can hold, in any text", fc.oneof(near, broken, anyString), found);

  // Parts that a parser may have to look at again and again.
  const repeated = fc.constantFrom(
    ...[",", '"', "\\", '\\"', " ", "\t", "=", "a", "a ", "a=", 'a="', "a=b,", 'a="b",', "a= b ", "Digest "],
  );
  const long = fc
    .tuple(
      fc.constantFrom("", "Digest ", 'Digest realm="', "Digest realm=", "Digest realm"),
      fc.array(repeated, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("", '"', "=", ",", "x", "\\", "\u0000"),
    )
    .map(([head, parts, tail]) => head + parts.join("").repeat(65_536 / parts.join("").length) + tail);

  it("takes linear time for 64 KiB", () => {
    for (const text of fc.sample(long, { numRuns: 100, seed: 1 })) findDigestChallenge(text);
    // Linear work takes less than a second for all of them, quadratic work takes many seconds for one.
  }).timeout(10_000);
});

describe("any response of the token endpoint", () => {
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

  forAll("is decoded to a token that a header can hold, or to none", body, (text) => {
    const issued = decodeTokenResponse(response({ body: text, from: "token" }));
    assertUnpolluted();
    if (issued === undefined) return;
    validateHeaderValue("authorization", `Bearer ${issued.accessToken}`);
    const sent: unknown = JSON.parse(text);
    assert.ok(isObject(sent) && sent["access_token"] === issued.accessToken);
    assert.ok(issued.lifetimeSeconds >= 0, String(issued.lifetimeSeconds));
  });
});
