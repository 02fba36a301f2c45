import assert from "node:assert/strict";
import { inspect } from "node:util";
import { AtlasError, changeMessage, type MessageParts } from "../../../provider/errors/index.js";

const composed = (parts: Partial<MessageParts>): string =>
  changeMessage(new AtlasError("GONE", "problem"), () => parts).message;

describe("the message of an error", () => {
  const PARTS: readonly (readonly [Partial<MessageParts>, string])[] = [
    [{}, "problem"],
    [{ problem: "no such ", subject: "run" }, "no such run"],
    [{ detail: ": detail", advice: ["Do it", "Or not"] }, "problem: detail. Do it. Or not"],
    [{ subject: " run", detail: ": a long detail", asFor: "a" }, "problem run, as for a"],
    [{ advice: ["A long advice"], asFor: "a" }, "problem, as for a"],
  ];
  for (const [parts, message] of PARTS) {
    it(`is composed of its parts, and ends with the code: ${JSON.stringify(parts)}`, () => {
      assert.equal(composed(parts), `${message} [GONE]`);
    });
  }

  it("stays whole where the short form is not shorter", () => {
    assert.equal(composed({ detail: ", as for b", asFor: "a" }), "problem, as for b [GONE]");
    assert.equal(composed({ detail: ", as for bc", asFor: "a" }), "problem, as for a [GONE]");
  });

  it("is one that the engine can show, whichever part is not", () => {
    assert.equal(
      composed({ subject: "\ud800", detail: "<{%", advice: ["<{%"] }),
      "problem\ufffd< {%. < {% [GONE]",
    );
  });

  it("changes in the same error, part by part, and so does its stack", () => {
    const error = new AtlasError("GONE", "problem");
    assert.equal(
      changeMessage(error, () => ({ advice: ["Do it"] })),
      error,
    );
    changeMessage(error, ({ code, advice = [] }) => ({ advice: [...advice, code] }));
    assert.deepEqual(
      [error.message, error.stack],
      ["problem. Do it. GONE [GONE]", "AtlasError: problem. Do it. GONE [GONE]"],
    );
  });

  it("is all that a printed error shows of its parts", () => {
    const error = changeMessage(new AtlasError("GONE", "problem"), () => ({ detail: " detail", asFor: "a" }));
    const plain = new AtlasError("GONE", "problem detail");
    assert.equal(inspect(error, { showHidden: true }), inspect(plain, { showHidden: true }));
    assert.deepEqual(Reflect.ownKeys(error), Reflect.ownKeys(plain));
  });

  const FOREIGN: Readonly<Record<string, unknown>> = {
    "an error that another copy of this package made": Object.create(AtlasError.prototype, {
      message: { value: "of another copy" },
    }) as AtlasError,
    "a frozen error": Object.freeze(new Error("frozen")),
    nothing: undefined,
    text: "text",
  };
  for (const [what, thrown] of Object.entries(FOREIGN)) {
    it(`is left as it is in ${what}`, () => {
      const before = inspect(thrown);
      const changed = changeMessage(thrown, () => assert.fail("called"));
      assert.deepEqual([changed, inspect(changed)], [thrown, before]);
    });
  }
});
