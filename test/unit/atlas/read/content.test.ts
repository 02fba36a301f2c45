import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasContentError } from "../../../../provider/index.js";
import { type RetryResult } from "../../../../provider/atlas/client/retry.js";
import {
  interpretRun,
  response,
  answered,
  BODY,
  facts,
  REF,
  result,
  thrownBy,
  WHAT,
  type ResponseParts,
} from "../../../helpers/responses.js";

const OTHER = "f".repeat(24);

describe("an answer that is no run", () => {
  const warn = sinon.spy();
  const parts = { baseUrl: "https://atlas", retryTimeoutSeconds: 7, secrets: () => [], warn };
  const interpret = (from: RetryResult): unknown => interpretRun(REF, from, parts);

  afterEach(() => {
    sinon.restore();
    warn.resetHistory();
  });

  const NO_JSON: readonly (readonly [string, ResponseParts, string])[] = [
    [
      "another media type",
      { headers: { "content-type": "text/html\r\nx" } },
      "its media type is text/html x",
    ],
    [
      "a long media type",
      { headers: { "content-type": "x".repeat(99) } },
      `its media type is ${"x".repeat(80)}…`,
    ],
    ["no JSON", { body: "<html>" }, "it is not valid JSON"],
    ["nothing", { body: "" }, "it is not valid JSON"],
    ["no UTF-8", { body: Uint8Array.of(34, 255, 34) }, "it is not valid UTF-8"],
  ];
  for (const [name, parts, why] of NO_JSON) {
    it(`says what is wrong and what to do: ${name}`, () => {
      const error = thrownBy(() => interpret(answered(parts)));
      assert.ok(error instanceof AtlasContentError);
      assert.deepEqual(facts(error), {
        name: "AtlasContentError",
        code: "UNEXPECTED_CONTENT",
        status: 200,
        problems: [],
        message:
          `cannot read ${WHAT}: the answer is no JSON of the Atlas API: ${why}. ` +
          "To do: check mongodbatlas:baseUrl and any proxy on the way",
      });
    });
  }

  it("says that the media type is not given", () => {
    const silent = result({ response: { ...response({}), header: () => undefined } });
    assert.match(thrownBy(() => interpret(silent)).message, /: its media type is not given\. To do: /);
  });

  const NO_RUN: readonly (readonly [string, unknown, string])[] = [
    ["an empty object", {}, ""],
    ["an object without _id", { status: "ok" }, ""],
    ["an _id that is null", { ...BODY, _id: null }, ""],
    ["a list", [], ""],
    ["null", null, ""],
    ["text", JSON.stringify("DONE"), ""],
    [
      "an API error",
      { error: 404, errorCode: "RESOURCE_NOT_FOUND" },
      ", but an error: 404 RESOURCE_NOT_FOUND",
    ],
    ["an API error without a code", { error: 503, detail: "later" }, ", but an error: 503"],
    ["an empty envelope", { status: 200, content: {} }, ""],
  ];
  for (const [name, body, but] of NO_RUN) {
    it(`is refused with status 200: ${name}`, () => {
      const error = thrownBy(() => interpret(answered({ body })));
      assert.ok(error instanceof AtlasContentError);
      assert.deepEqual(facts(error), {
        name: "AtlasContentError",
        code: "UNEXPECTED_CONTENT",
        status: 200,
        problems: [],
        message:
          `cannot read ${WHAT}: the response has status 200, but no _id: it is not a Data Lake Pipeline run${but}. ` +
          "To do: check mongodbatlas:baseUrl and any proxy on the way",
      });
    });
  }

  const WRONG: readonly (readonly [string, unknown, readonly string[]])[] = [
    [
      "wrong types",
      { ...BODY, state: 1, stats: { numDocs: "7" } },
      [
        "state: expected a string of valid Unicode, got number 1",
        "stats.numDocs: expected an integer from -(2^53 - 1) to 2^53 - 1, beyond which the Pulumi engine " +
          'cannot hold a number exactly, got "7"',
      ],
    ],
    [
      "half of a surrogate pair",
      { ...BODY, state: "DO\ud800NE", datasetName: "\udc00" },
      [
        'datasetName: expected a string of valid Unicode, got "\\udc00"',
        'state: expected a string of valid Unicode, got "DO\\ud800NE"',
      ],
    ],
    [
      "another run",
      { ...BODY, _id: OTHER },
      [`_id: expected "${REF.pipelineRunId}", which was asked for, got "${OTHER}"`],
    ],
    [
      "another project, in an envelope",
      { status: 200, content: { ...BODY, groupId: OTHER } },
      [`groupId: expected "${REF.projectId}", which was asked for, got "${OTHER}"`],
    ],
  ];
  for (const [name, body, problems] of WRONG) {
    it(`lists each problem: ${name}`, () => {
      const error = thrownBy(() => interpret(answered({ body })));
      assert.ok(error instanceof AtlasContentError);
      const message = `cannot decode ${WHAT}: ${problems.join("; ")}`;
      const own = { name: "AtlasContentError", code: "DECODE", status: 200 };
      assert.deepEqual(facts(error), { ...own, problems, message });
    });
  }

  it("warns of nothing in the answer about another run", () => {
    thrownBy(() => interpret(answered({ body: { _id: OTHER, state: "PAUSED" } })));
    assert.ok(warn.notCalled);
  });
});
