import assert from "node:assert/strict";
import * as fc from "fast-check";
import { OPTIONAL_FIELDS } from "../../provider/run/fields.js";
import { absentIfNull, withNulls } from "../../provider/run/nulls.js";
import { decodeRun } from "../../provider/atlas/codec/decode-run.js";
import { type RunFields } from "../../provider/atlas/read/run-fields.js";
import { CONTEXT, responded, interpretRun, REF, thrownBy } from "../helpers/responses.js";
import { forAllSlow } from "./check.js";
import { expectedRun, isObject, type Json } from "./documented.js";
import { jsonObject } from "./json-text.js";
import { validRun } from "./run-text.js";

const run = validRun(REF);

const parsed = (text: string): Json => {
  const document: unknown = JSON.parse(text);
  assert.ok(isObject(document));
  return document;
};

/** Integers that a double cannot tell from their neighbours, or not at all, as Atlas would send them. */
const tooLarge = fc
  .tuple(fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }), fc.boolean())
  .map(([n, negative]) => String(negative ? -n : n));

/** Outputs have a null where a run has nothing, and go through the engine as JSON would. */
function assertBackFromOutputs(fields: RunFields): void {
  const outputs = parsed(JSON.stringify(withNulls(fields)));
  assert.deepEqual(Object.keys(outputs).sort(), [...Object.keys(REF), ...OPTIONAL_FIELDS].sort());
  const back = Object.entries(outputs).map(([key, value]) => [key, absentIfNull(value)] as const);
  assert.deepEqual(Object.fromEntries(back.filter(([, value]) => value !== undefined)), fields);
}

describe("any valid run", () => {
  forAllSlow("keeps every documented field when it is decoded, and from its outputs", run, (body) => {
    const sent = parsed(body);
    const decoded = decodeRun(sent);
    assert.ok(decoded.ok);
    assert.deepEqual(decoded.value, sent);
    const fields = interpretRun(REF, responded({ body }), CONTEXT);
    assert.deepEqual(fields, expectedRun(REF, sent));
    const { projectId, pipelineName, pipelineRunId, ...rest } = fields;
    const ids = { _id: pipelineRunId, groupId: projectId };
    const back = Object.entries(ids).filter(([key]) => Object.hasOwn(sent, key));
    assert.equal(pipelineName, REF.pipelineName);
    assert.deepEqual(parsed(JSON.stringify({ ...Object.fromEntries(back), ...rest })), sent);
    assertBackFromOutputs(fields);
  });

  forAllSlow(
    "is rejected by the path of a number that the engine cannot hold exactly",
    fc.tuple(tooLarge, fc.constantFrom("bytesExported", "numDocs"), fc.nat(100)),
    ([number, field, other]) => {
      const both = { bytesExported: String(other), numDocs: String(other), [field]: number };
      const body = jsonObject([
        ["_id", `"${REF.pipelineRunId}"`],
        ["stats", jsonObject(Object.entries(both))],
      ]);
      const error = thrownBy(() => interpretRun(REF, responded({ body }), CONTEXT));
      assert.equal(error.code, "DECODE");
      assert.ok(
        error.message.startsWith(`invalid response from Atlas: stats.${field}: expected`),
        error.message,
      );
    },
  );
});
