import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type RunFields } from "../../provider/atlas/read/run-fields.js";
import { CONTEXT, responded, interpretRun, REF, WHAT, type ResponseParts } from "../helpers/responses.js";
import { forAllSlow } from "./check.js";
import { assertOneLine, assertUnpolluted, outcomeOf } from "./clean-error.js";
import { expectedRun, isObject, unwrapped } from "./documented.js";
import { jsonText } from "./json-text.js";
import { nearRun } from "./near-run-text.js";
import { anyString } from "./strings.js";

const CHECKING = {
  ...CONTEXT,
  warn: (line: string) => {
    assertOneLine(line);
    assert.ok(line.endsWith(`: ${WHAT}`), line);
  },
};

function readWith(parts: ResponseParts): { readonly value: RunFields } | Error {
  const outcome = outcomeOf(WHAT, () => interpretRun(REF, responded(parts), CHECKING));
  assertUnpolluted();
  return outcome;
}

/** Checks that a run has the documented fields of its document, or that there is one clean error. */
function assertRunOrError(body: string): void {
  const outcome = readWith({ body });
  if (outcome instanceof Error) return;
  const document = unwrapped(JSON.parse(body));
  assert.ok(isObject(document));
  assert.deepEqual(outcome.value, expectedRun(REF, document));
}

/** Parses JSON. Undefined for any other text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.tuple(jsonText, fc.nat(), fc.nat(255)).map(([text, at, byte]) => {
    const bytes = Buffer.from(text);
    return bytes.length === 0 ? bytes : bytes.fill(byte, at % bytes.length, (at % bytes.length) + 1);
  }),
);

const CONTENT_TYPES = [
  "application/json",
  "application/vnd.atlas.2023-01-01+json",
  "application/json; charset=utf-8",
  "text/html",
] as const;
const contentType = fc.oneof(fc.constantFrom(...CONTENT_TYPES), anyString);

const errorBody = fc.oneof(
  { arbitrary: jsonText, weight: 2 },
  {
    arbitrary: fc
      .record(
        { detail: jsonText, error: jsonText, errorCode: jsonText, parameters: jsonText, reason: jsonText },
        { requiredKeys: [] },
      )
      .map(
        (fields) =>
          `{${Object.entries(fields)
            .map(([key, value]) => `"${key}":${value}`)
            .join(",")}}`,
      ),
    weight: 4,
  },
  { arbitrary: anyString, weight: 1 },
);

describe("decodeResponse for any response", () => {
  forAllSlow("returns a run, or throws one clean error, for any JSON", jsonText, assertRunOrError);

  forAllSlow("returns the documented fields of an almost valid run", nearRun, assertRunOrError);

  forAllSlow(
    "decodes the same in an envelope",
    fc.tuple(fc.oneof(nearRun, jsonText), fc.oneof({ arbitrary: fc.constant("200"), weight: 5 }, jsonText)),
    ([content, status]) => {
      const body = `{"status":${status},"content":${content}}`;
      const bare = readWith({ body: content });
      const enveloped = readWith({ body });
      const [number, inside] = [parsed(status), parsed(content)];
      if (number === 200 && isObject(inside)) assert.deepEqual(enveloped, bare);
      else if (Number.isInteger(number) && isObject(inside)) assert.ok(enveloped instanceof Error);
    },
  );

  forAllSlow("returns a run, or throws one clean error, for any bytes", anyBytes, (body) => {
    const outcome = readWith({ body });
    if (!(outcome instanceof Error)) assert.ok(isObject(JSON.parse(Buffer.from(body).toString("utf8"))));
  });

  forAllSlow(
    "throws one clean error for any other status",
    fc.record({
      status: fc.integer({ min: 201, max: 599 }),
      body: errorBody,
      headers: fc.record({ "content-type": contentType, location: anyString }, { requiredKeys: [] }),
      from: fc.constantFrom("api" as const, "token" as const),
    }),
    (parts) => {
      const outcome = readWith(parts);
      if (outcome instanceof Error) return;
      // An envelope says itself what it is, where a proxy changed the status on its way.
      assert.equal((JSON.parse(parts.body) as { status: unknown }).status, 200);
    },
  );

  forAllSlow(
    "returns a run only with a media type of the API",
    fc.tuple(contentType, nearRun),
    ([type, body]) => {
      const outcome = readWith({ body, headers: { "content-type": type } });
      const known = /^\s*application\/(json|vnd\.atlas\.\d{4}-\d\d-\d\d\+json)\s*(;|$)/i.test(type);
      if (!known) assert.ok(outcome instanceof Error);
    },
  );
});
