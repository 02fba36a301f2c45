import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type RunFields } from "../../provider/atlas/read/run-fields.js";
import { responded, interpretRun, REF, WHAT, type ResponseParts } from "../helpers/responses.js";
import { forAll, forAllSlow } from "./check.js";
import { assertOneLine, assertUnpolluted, outcomeOf } from "./clean-error.js";
import { expectedRun, isObject, unwrapped } from "./documented.js";
import { jsonText } from "./json-text.js";
import { nearRun } from "./near-run-text.js";
import { anyString } from "./strings.js";

const CONTEXT = {
  baseUrl: "https://atlas",
  credentials: "the API key",
  retryTimeoutSeconds: 9,
  secrets: () => [],
  warn: (line: string) => {
    assertOneLine(line);
    assert.ok(line.endsWith(`: ${WHAT}`), line);
  },
};

function readWith(parts: ResponseParts): { readonly value: RunFields } | Error {
  const outcome = outcomeOf(WHAT, () => interpretRun(REF, responded(parts), CONTEXT));
  assertUnpolluted();
  return outcome;
}

/** The run of a response holds what its document says, or there is one clean error. */
function assertRunOrError(body: string): void {
  const outcome = readWith({ body });
  if (outcome instanceof Error) return;
  const document = unwrapped(JSON.parse(body));
  assert.ok(isObject(document));
  assert.deepEqual(outcome.value, expectedRun(REF, document));
}

/** What a text says as JSON; nothing where it is none, as a text that is only near a valid document may be. */
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

describe("a response about a run", () => {
  forAll("is a run or one clean error, whatever JSON it is", jsonText, assertRunOrError);

  forAllSlow("is what its own documented fields say, near a valid document", nearRun, assertRunOrError);

  forAllSlow(
    "is the same in an envelope",
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

  forAll("is a run or one clean error, whatever bytes it is", anyBytes, (body) => {
    const outcome = readWith({ body });
    if (!(outcome instanceof Error)) assert.ok(isObject(JSON.parse(Buffer.from(body).toString("utf8"))));
  });

  forAllSlow(
    "is one clean error with any other status, whatever its body and its headers",
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
    "is a run with the status 200 and a media type of the API alone",
    fc.tuple(contentType, nearRun),
    ([type, body]) => {
      const outcome = readWith({ body, headers: { "content-type": type } });
      const known = /^\s*application\/(json|vnd\.atlas\.\d{4}-\d\d-\d\d\+json)\s*(;|$)/i.test(type);
      if (!known) assert.ok(outcome instanceof Error);
    },
  );
});
