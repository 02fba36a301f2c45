import assert from "node:assert/strict";
import { inspect } from "node:util";
import { unwrapEnvelope } from "../../../../provider/atlas/codec/json-body.js";

describe("unwrapEnvelope", () => {
  it("returns the content, and the status of the envelope if that of HTTP is 200", () => {
    const content = { state: "DONE" };
    assert.deepEqual(unwrapEnvelope({ status: 404, content, links: [] }, 200), {
      body: content,
      status: 404,
    });
    for (const status of [201, 302, 500])
      assert.deepEqual(unwrapEnvelope({ status: 200, content }, status), { body: content, status });
  });

  it("unwraps one envelope", () => {
    const inner = { status: 500, content: { state: "DONE" } };
    assert.deepEqual(unwrapEnvelope({ status: 200, content: inner }, 200), { body: inner, status: 200 });
  });

  it("reads a run, a list or an error with fields `status` and `content` as itself", () => {
    const more = { status: 200, content: { _id: "1", state: "DONE" } };
    for (const body of [
      { _id: "1", state: "FAILED", ...more },
      { results: [], ...more },
      { errorCode: "E", ...more },
    ])
      assert.deepEqual(unwrapEnvelope(body, 200), { body, status: 200 });
  });

  for (const body of [
    { state: "DONE", stats: { numDocs: 1 } },
    { status: 200 },
    { content: {} },
    { status: "200", content: {} },
    { status: 200.5, content: {} },
    { status: 200, content: [] },
    { status: 200, content: null },
    [{ status: 200, content: {} }],
    "DONE",
    undefined,
  ]) {
    it(`returns ${inspect(body)} and the HTTP status`, () => {
      const unwrapped = unwrapEnvelope(body, 200);
      assert.equal(unwrapped.body, body);
      assert.equal(unwrapped.status, 200);
    });
  }
});
