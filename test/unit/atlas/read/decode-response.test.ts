import assert from "node:assert/strict";
import { inspect } from "node:util";
import sinon from "sinon";
import { AtlasApiError, AtlasContentError } from "../../../../provider/index.js";
import { type RetryResult } from "../../../../provider/atlas/client/retry.js";
import { type RunFields } from "../../../../provider/atlas/codec/run.js";
import {
  responded,
  BODY,
  CONTEXT,
  facts,
  FIELDS,
  interpretRun,
  REF,
  thrownBy,
  WHAT,
  type ResponseParts,
  saidBy,
} from "../../../helpers/responses.js";

describe("decodeResponse", () => {
  const warn = sinon.spy();
  let secrets: readonly string[] = [];
  const decode = (from: RetryResult): RunFields => interpretRun(REF, from, { ...CONTEXT, secrets, warn });
  const errorOf = (parts: ResponseParts): AtlasApiError | AtlasContentError => {
    const error = thrownBy(() => decode(responded(parts)));
    assert.ok(error instanceof AtlasApiError || error instanceof AtlasContentError);
    return error;
  };

  afterEach(() => {
    secrets = [];
    warn.resetHistory();
  });

  it("returns a run with fields of an error that are null, and a status that is text", () => {
    const body = { ...BODY, error: null, errorCode: null, status: "ok" };
    assert.deepEqual(decode(responded({ body })), { ...REF, ...FIELDS });
  });

  const notApi = (why: string): string => `not a response of the Atlas API (status 200, ${why})`;
  const noRun = (but = ""): string => `unexpected response (status 200, no field _id${but})`;
  const OTHER: readonly (readonly [string, ResponseParts])[] = [
    [notApi("media type text/html x"), { headers: { "content-type": "text/html\r\nx" } }],
    [notApi(`media type ${"x".repeat(80)}…`), { headers: { "content-type": "x".repeat(99) } }],
    [notApi("no media type"), { headers: { "content-type": undefined } }],
    [notApi("not valid JSON"), { body: "<html>" }],
    [noRun(), { body: { ...BODY, _id: null } }],
    [noRun(), { body: "null" }],
    [noRun(), { body: { status: 200, content: {} } }],
    [noRun(', but the body has error 404, errorCode "GONE"'), { body: { error: 404, errorCode: "GONE" } }],
    ...(
      [
        [{ status: 404 }, "status 404"],
        [{ status: 404, content: BODY }, "status 404"],
        [{ status: 503.5, error: 0 }, "status 503.5, error 0"],
        [{ error: "a\nb" }, 'error "a\\nb"'],
        [{ error: { status: 503 } }, "error an object"],
        [{ errorCode: "" }, 'errorCode ""'],
        [{ status: 200, error: false }, "error boolean false"],
      ] as const
    ).map(
      ([error, found]) =>
        [
          `unexpected response (status 200, but the body has ${found})`,
          { body: { ...BODY, ...error } },
        ] as const,
    ),
    [
      "unexpected response (status 200, but the body has status 503)",
      { body: { status: 200, content: { ...BODY, status: 503 } } },
    ],
    [noRun(", but the body has error 503"), { body: { status: 200, error: 503, content: BODY } }],
    ["no token from the token endpoint of Atlas (status 200)", { from: "token" }],
  ];
  for (const [start, parts] of OTHER) {
    it(`rejects ${JSON.stringify(parts).slice(0, 80)}: ${start}`, () => {
      const error = errorOf(parts);
      assert.deepEqual([error.code, error.status], ["UNEXPECTED_CONTENT", 200]);
      assert.equal(saidBy(error), `${start}, reading ${WHAT}. Check mongodbatlas:baseUrl and any proxy`);
    });
  }

  it("lists each problem of a run, and warns of nothing", () => {
    const error = errorOf({ body: { status: 200, content: { ...BODY, state: 1, phase: "X", stats: 2 } } });
    assert.ok(error instanceof AtlasContentError);
    const problems = [
      "state: expected a string of valid Unicode, got number 1",
      "stats: expected an object, got number 2",
    ];
    assert.deepEqual([error.code, error.status, error.problems], ["DECODE", 200, problems]);
    assert.equal(saidBy(error), `invalid response from Atlas: ${problems.join("; ")}, reading ${WHAT}`);
    assert.ok(warn.notCalled);
  });

  it("fails with the HTTP status, or else with that of the envelope", () => {
    const statusOf = (parts: ResponseParts): unknown => errorOf(parts).status;
    assert.equal(statusOf({ status: 404, body: { status: 200, content: BODY } }), 404);
    assert.equal(statusOf({ body: { status: 410, content: { errorCode: "VERSION_GONE" } } }), 410);
  });

  it("advises to check the names of the run after a 404", () => {
    const { message } = errorOf({ status: 404, body: { error: 404 } });
    assert.match(message, /\. Check projectId, pipelineName and pipelineRunId\. /);
  });

  context("for a response with secrets", () => {
    const SECRET = 's3cret/+"v\\alue==';

    it("rejects a run with a secret in any field, documented or not, and keeps short secrets", () => {
      secrets = [SECRET, "DONE"];
      for (const where of [{ state: SECRET }, { _id: SECRET }, { stats: SECRET }, { x: [{ [SECRET]: 1 }] }]) {
        const error = errorOf({ body: { ...BODY, ...where } });
        assert.match(error.message, /^the response contains the credentials of the read \(status 200\), /);
        assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes("s3cret"));
      }
      assert.equal(decode(responded({})).state, "DONE");
    });

    it("shows nothing of an error body of more than 100,000 bytes", () => {
      const body = (length: number): string => JSON.stringify({ errorCode: "E" }).padEnd(length);
      assert.equal(facts(errorOf({ status: 400, body: body(100_000) }))["errorCode"], "E");
      assert.equal(facts(errorOf({ status: 400, body: body(100_001) }))["errorCode"], undefined);
    });
  });
});
