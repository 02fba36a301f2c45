import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as fc from "fast-check";
import { redactor } from "../../provider/atlas/client/redact.js";
import { retryDelay } from "../../provider/atlas/http/retry-policy.js";
import { response } from "../helpers/fake-send.js";
import { CONTEXT, responded, interpretRun, REF, WHAT } from "../helpers/responses.js";
import { forAll, forAllSlow, outcomeOf } from "./check.js";
import { anyString, jsonString } from "./texts.js";

const MARK = "[redacted]";

/** A secret as a credential may be: in printable ASCII. One made of parts of the mark would be found in each mark. */
const secret = fc
  .string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((unit) => String.fromCharCode(unit)),
    minLength: 6,
    maxLength: 24,
  })
  .filter((text) => !MARK.includes(text) && !/[redact[\]]/.test(text.slice(0, 1) + text.slice(-1)));

const redact = (text: string, secrets: readonly string[]): string => redactor(secrets)(text);

const formsOf = (text: string): readonly string[] => [
  text,
  encodeURIComponent(text),
  Buffer.from(text).toString("base64"),
];

const embedded = fc
  .tuple(
    fc.array(secret, { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(anyString, fc.nat(8)), { minLength: 1, maxLength: 5 }),
  )
  .map(([secrets, parts]) => {
    const forms = secrets.flatMap(formsOf);
    return { secrets, text: parts.map(([before, at]) => before + String(forms[at % forms.length])).join("") };
  });

describe("redact for any text", () => {
  forAll("replaces every secret in every form", embedded, ({ secrets, text }) => {
    const clean = redact(text, secrets);
    for (const form of secrets.flatMap(formsOf)) assert.ok(!clean.includes(form), clean);
    assert.ok(clean.includes(MARK));
  });

  forAllSlow("keeps text without a secret", fc.tuple(anyString, fc.array(secret)), ([text, secrets]) => {
    const there = secrets.flatMap(formsOf).some((form) => text.includes(form));
    if (!there) assert.equal(redact(text, secrets), text);
  });
});

describe("decodeResponse for any body that echoes a secret", () => {
  /** JSON strings as servers write them: with nothing escaped that need not be, with slashes, "=" or all escaped. */
  const escapes: readonly ((text: string) => string)[] = [
    (text) => jsonString(text),
    (text) => jsonString(text).replaceAll("/", "\\/"),
    (text) => jsonString(text).replaceAll("=", "\\u003d"),
    (text) => jsonString(text, true),
  ];
  const body = fc
    .record({
      secret,
      form: fc.nat(2),
      escape: fc.constantFrom(...escapes),
      around: anyString,
      at: fc.constantFrom("detail", "errorCode", "reason", "parameters", "error_description", "error"),
      enveloped: fc.boolean(),
    })
    .map(({ secret, form, escape, around, at, enveloped }) => {
      const text = escape(around + String(formsOf(secret)[form]) + around);
      const bare = `{"${at}":${at === "parameters" ? `[${text},{${text}:[${text}]}]` : text}}`;
      return { secret, body: enveloped ? `{"status":403,"content":${bare}}` : bare, enveloped };
    });

  forAllSlow(
    "throws an error without it",
    fc.tuple(body, fc.constantFrom("api" as const, "token" as const)),
    ([{ secret, body, enveloped }, from]) => {
      const context = { ...CONTEXT, secrets: [secret] };
      const status = enveloped ? 200 : body.length % 2 === 0 ? 401 : 302;
      const headers = { location: `https://e.example/?${encodeURIComponent(secret)}&${secret}` };
      const response = responded({ status, body, headers, from });
      const outcome = outcomeOf(WHAT, () => interpretRun(REF, response, context));
      assert.ok(outcome instanceof Error);
      // As it is, and not as it is printed: printing escapes some characters.
      const said = [outcome.message, ...textsOf(Object.values(outcome))];
      for (const form of formsOf(secret)) {
        assert.ok(!said.some((text) => text.includes(form)), inspect(outcome));
      }
    },
  );
});

/** Every text in a value, the keys among them. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsOf(inner)]);
}

const value = fc.oneof(
  anyString,
  fc.stringMatching(/^ ?[0-9]{1,400}(\.[0-9]{1,20})?$/),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.tuple(fc.constantFrom("Fri, ", "Jan ", "Sun 1 "), anyString).map((parts) => parts.join("")),
  fc.constantFrom("9".repeat(400), "1e999", "-0", "0x7fffffff", "Thu, 01 Jan 275760 00:00:00 GMT"),
);

describe("Retry-After with any text", () => {
  const lastResponse = fc.option(
    fc.tuple(value, value).map(([text, date]) => response(429, { "retry-after": text, date })),
    { nil: undefined },
  );
  forAll(
    "gives a finite delay above zero after any attempt",
    fc.tuple(lastResponse, fc.integer({ min: 1, max: 1_000 })),
    ([got, attempt]) => {
      const delay = retryDelay(got, attempt);
      assert.ok(Number.isFinite(delay) && delay > 0, String(delay));
    },
  );
});
