import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type RunFields } from "../../provider/atlas/codec/run.js";
import { readRunsPage } from "../../provider/atlas/read/read-run.js";
import { OPTIONAL_FIELDS, absentIfNull, withNulls } from "../../provider/run/fields.js";
import { contextOf, respondingClient } from "../helpers/clients.js";
import {
  CONTEXT,
  interpretRun,
  PIPELINE,
  REF,
  responded,
  WHAT,
  type ResponseParts,
} from "../helpers/responses.js";
import { assertOneLine, assertUnpolluted, forAll, forAllSlow, outcomeOf } from "./check.js";
import { expectedRun, isObject, nearPage, nearRun, unwrapped, type Json } from "./runs.js";
import { anyString, jsonText } from "./texts.js";

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

/** The object of a JSON text, without its envelope. */
function objectOf(text: string): Json {
  const document = unwrapped(JSON.parse(text));
  assert.ok(isObject(document));
  return document;
}

/** Outputs have a null where a run has nothing, and go through the engine as JSON would: it has no -0. */
function assertBackFromOutputs(fields: RunFields): void {
  const outputs = objectOf(JSON.stringify(withNulls(fields)));
  assert.deepEqual(Object.keys(outputs).sort(), [...Object.keys(REF), ...OPTIONAL_FIELDS].sort());
  const back = Object.entries(outputs).map(([key, value]) => [key, absentIfNull(value)] as const);
  assert.deepEqual(
    Object.fromEntries(back.filter(([, value]) => value !== undefined)),
    JSON.parse(JSON.stringify(fields)),
  );
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
  const runOrJson = fc.oneof({ arbitrary: nearRun, weight: 2 }, jsonText);

  forAll(
    "returns the documented fields of a run, which outputs give back, or throws one clean error",
    runOrJson,
    (body) => {
      const outcome = readWith({ body });
      if (outcome instanceof Error) return;
      assert.deepEqual(outcome.value, expectedRun(REF, objectOf(body)));
      assertBackFromOutputs(outcome.value);
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
});

const page = fc.oneof({ arbitrary: nearPage, weight: 4 }, jsonText);

describe("readRunsPage for any response", () => {
  forAllSlow("returns the documented fields of the runs, or one clean error", page, async (body) => {
    const reporter = { info: assertOneLine, warn: assertOneLine, warnOnce: assertOneLine };
    const context = contextOf(respondingClient(() => body).client, reporter);
    const settled = await readRunsPage(context, PIPELINE, { pageNum: 1 }).then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error as Error;
      },
    );
    const outcome = outcomeOf(`pipeline nightly in project ${REF.projectId}`, settled);
    assertUnpolluted();
    if (outcome instanceof Error) return;
    const document = objectOf(body);
    assert.ok(Array.isArray(document["results"]));
    const sent = document["results"] as readonly Json[];
    const expected = sent.map((run) => expectedRun({ ...PIPELINE, pipelineRunId: run["_id"] }, run));
    assert.deepEqual(outcome.value.runs, expected);
  });
});
