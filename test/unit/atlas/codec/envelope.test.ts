import assert from "node:assert/strict";
import { unwrapEnvelope } from "../../../../provider/atlas/codec/envelope.js";

describe("an envelope", () => {
  it("gives the run inside it, and its own status", () => {
    const content = { state: "DONE" };
    assert.deepEqual(unwrapEnvelope({ status: 200, content }, 200), { body: content, status: 200 });
  });

  it("gives the error inside it, with the status of the error instead of that of the answer", () => {
    const content = { error: 404, errorCode: "RESOURCE_NOT_FOUND" };
    assert.deepEqual(unwrapEnvelope({ status: 404, content }, 200), { body: content, status: 404 });
  });

  it("may have further fields, which are dropped", () => {
    assert.deepEqual(unwrapEnvelope({ status: 200, content: {}, links: [] }, 200), { body: {}, status: 200 });
  });

  for (const status of [201, 302, 401, 404, 500]) {
    it(`never replaces the HTTP status ${status}`, () => {
      const content = { state: "DONE" };
      assert.deepEqual(unwrapEnvelope({ status: 200, content }, status), { body: content, status });
    });
  }

  it("is taken off once only", () => {
    const inner = { status: 500, content: { state: "DONE" } };
    assert.deepEqual(unwrapEnvelope({ status: 200, content: inner }, 200), { body: inner, status: 200 });
  });
});

describe("a body without an envelope", () => {
  const BODIES: readonly (readonly [string, unknown])[] = [
    ["a run", { state: "DONE", stats: { numDocs: 1 } }],
    ["an error", { error: 404, errorCode: "RESOURCE_NOT_FOUND", detail: "d", reason: "r" }],
    ["an object with status only", { status: 200 }],
    ["an object with content only", { content: { state: "DONE" } }],
    ["an object whose status is text", { status: "200", content: {} }],
    ["an object whose status is no integer", { status: 200.5, content: {} }],
    ["an object whose content is an array", { status: 200, content: [] }],
    ["an object whose content is null", { status: 200, content: null }],
    ["an object whose content is text", { status: 200, content: "DONE" }],
    ["an array", [{ status: 200, content: {} }]],
    ["null", null],
    ["text", "DONE"],
    ["nothing", undefined],
  ];
  for (const [what, body] of BODIES) {
    it(`stays as it is, with the status of the answer, when it is ${what}`, () => {
      const unwrapped = unwrapEnvelope(body, 418);
      assert.equal(unwrapped.body, body);
      assert.equal(unwrapped.status, 418);
    });
  }
});
