import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { validateHeaderValue } from "node:http";
import * as fc from "fast-check";
import { parseChallenges } from "../../provider/atlas/auth/digest-header.js";
import {
  digestAuthorization,
  findDigestChallenge,
  type DigestChallenge,
} from "../../provider/atlas/auth/digest.js";
import { forAll } from "./check.js";
import { anyString } from "./strings.js";

const REQUEST = {
  username: "public",
  password: "private-key",
  method: "GET",
  uri: "/api/atlas/v2/groups/1?pageNum=2",
  nonceCount: 11,
  cnonce: "0a4f113b",
} as const;

/** The response of RFC 7616 section 3.4.1, from the fields of the `Authorization` header. */
function expectedResponse(sent: ReadonlyMap<string, string>): string {
  const algorithm = sent.get("algorithm") ?? "MD5";
  const [name, session] = algorithm.split(/-(?=sess$)/);
  const hash = (...parts: readonly (string | undefined)[]): string =>
    createHash(name === "MD5" ? "md5" : "sha256")
      .update(parts.join(":"))
      .digest("hex");
  const [realm, nonce, cnonce] = ["realm", "nonce", "cnonce"].map((key) => sent.get(key));
  const key = hash(REQUEST.username, realm, REQUEST.password);
  const a1 = session === undefined ? key : hash(key, nonce, cnonce);
  const a2 = hash("GET", REQUEST.uri);
  return hash(a1, nonce, sent.get("nc"), cnonce, "auth", a2);
}

/** Checks an `Authorization` header as a server would. */
function assertResponse(challenge: DigestChallenge): void {
  const value = digestAuthorization(challenge, REQUEST);
  validateHeaderValue("authorization", value);
  const [sent, ...more] = parseChallenges(value);
  assert.ok(sent !== undefined && more.length === 0 && sent.scheme === "digest");
  const { realm, nonce, opaque } = challenge;
  assert.deepEqual(
    ["realm", "nonce", "opaque", "username", "uri", "qop", "nc"].map((key) => sent.params.get(key)),
    [realm, nonce, opaque, REQUEST.username, REQUEST.uri, "auth", "0000000b"],
  );
  assert.equal(sent.params.get("response"), expectedResponse(sent.params));
}

const TOKEN = Array.from("!#$%&'*+-.^_`|~09azAZ");
const token = fc.string({ unit: fc.constantFrom(...TOKEN), minLength: 1, maxLength: 8 });
const space = fc.constantFrom("", "", " ", "\t", "  ");

/** A quoted string for a text, in which any character may be escaped. */
const quotedText = fc
  .tuple(fc.string({ maxLength: 10 }), fc.boolean())
  .map(([text, all]) => ({ text, form: `"${text.replace(all ? /[^]/g : /["\\]/g, "\\$&")}"` }));

interface Parameter {
  readonly key: string;
  readonly form: string;
}
type Given = Readonly<Record<"realm" | "nonce", { readonly text: string; readonly form: string }>> & {
  readonly opaque: { readonly text: string; readonly form: string } | undefined;
};

const digest = fc
  .record({
    realm: quotedText,
    nonce: quotedText,
    opaque: fc.option(quotedText, { nil: undefined }),
    algorithm: fc.constantFrom(undefined, "MD5", "md5-SESS", '"SHA-256"', "SHA-256-sess"),
    qop: fc.constantFrom("auth", '"auth"', '"auth-int, auth"', '"AUTH,auth-int"'),
    stale: fc.constantFrom(undefined, "true", '"FALSE"'),
    order: fc.nat(5),
  })
  .map(({ realm, nonce, opaque, algorithm, qop, stale, order }) => {
    const all: readonly (Parameter | undefined)[] = [
      { key: "Realm", form: realm.form },
      { key: "nonce", form: nonce.form },
      opaque && { key: "OPAQUE", form: opaque.form },
      algorithm === undefined ? undefined : { key: "algorithm", form: algorithm },
      { key: "qop", form: qop },
      stale === undefined ? undefined : { key: "stale", form: stale },
    ];
    const parameters = all.filter((one) => one !== undefined);
    return {
      given: { realm, nonce, opaque } satisfies Given,
      parameters: [...parameters.slice(order), ...parameters.slice(0, order)],
    };
  });

const other = fc
  .tuple(
    token.filter((scheme) => scheme.toLowerCase() !== "digest"),
    fc.oneof(
      fc.constantFrom("", "YWJj", "YWI=", "realm=x"),
      quotedText.map(({ form }) => `realm=${form}`),
    ),
  )
  .map(([scheme, rest]) => `${scheme}${rest === "" ? "" : " "}${rest}`);

/** A header in the grammar of RFC 9110, with one Digest challenge among others. */
const header = fc
  .record({
    before: fc.array(other, { maxLength: 2 }),
    digest,
    after: fc.array(other, { maxLength: 2 }),
    equals: fc.tuple(space, space),
    comma: fc.tuple(space, fc.constantFrom(",", ",", ",,", ", ,"), space),
  })
  .map(({ before, digest: { given, parameters }, after, equals, comma }) => {
    const list = comma.join("");
    const form = parameters.map((one) => `${one.key}${equals.join("=")}${one.form}`).join(list);
    return { given, value: [...before, `Digest ${form}`, ...after].join(list) };
  });

describe("findDigestChallenge for any WWW-Authenticate header", () => {
  forAll("finds the Digest challenge at any position", header, ({ given, value }) => {
    const challenge = findDigestChallenge(value);
    assert.ok(challenge !== undefined);
    const { realm, nonce, opaque } = challenge;
    assert.deepEqual([realm, nonce, opaque], [given.realm.text, given.nonce.text, given.opaque?.text]);
    assertResponse(challenge);
  });

  const pieces = fc.oneof(
    fc.constantFrom(
      "Digest ",
      "digest",
      "realm=",
      "nonce=",
      'nonce="',
      '"',
      "\\",
      ",",
      "=",
      " ",
      "\t",
      "qop=auth",
    ),
    fc.constantFrom(
      "algorithm=MD5-sess",
      "algorithm=SHA-256",
      'opaque="\\"',
      '"a\\',
      "Basic ",
      "\u00e9",
      "\u0000",
    ),
    fc.constantFrom("\r\n", "\n", "\u2028", "\u007f", "\u0100"),
    token,
    anyString,
  );
  const near = fc
    .tuple(fc.boolean(), fc.array(pieces, { maxLength: 12 }))
    .map(
      ([begins, parts]) => `${begins ? 'Digest realm="r", nonce="n", qop="auth", ' : ""}${parts.join("")}`,
    );
  const broken = fc.tuple(header, fc.nat(), pieces).map(([{ value }, at, piece]) => {
    const cut = at % (value.length + 1);
    return value.slice(0, cut) + piece + value.slice(cut + 1);
  });

  forAll(
    "finds none, or one whose response is valid, in any text",
    fc.oneof(near, broken, anyString),
    (value) => {
      const challenge = findDigestChallenge(value);
      if (challenge !== undefined) assertResponse(challenge);
    },
  );
});
