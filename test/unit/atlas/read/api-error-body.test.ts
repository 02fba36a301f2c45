import assert from "node:assert/strict";
import { type AtlasApiError } from "../../../../provider/index.js";
import { apiError } from "../../../../provider/atlas/read/api-error.js";
import { response, facts, MISSING, WHAT } from "../../../helpers/responses.js";

const failure = (
  body: unknown,
  attempts: { attempts?: number; dueDelaySeconds?: number } = {},
): AtlasApiError =>
  apiError(WHAT, {
    response: response({ status: 503 }),
    status: 503,
    body,
    attempts: 1,
    elapsedSeconds: 12.345,
    dueDelaySeconds: undefined,
    notFoundHint: MISSING,
    retryTimeoutSeconds: 15,
    ...attempts,
  });

const said = (error: Error): string => {
  const match = /^cannot read .* in project [a-f0-9]{24}: Atlas answered (.*)\. To do: the fault is/.exec(
    error.message,
  );
  assert.ok(match?.[1], error.message);
  return match[1];
};

describe("Atlas' own words in an error", () => {
  const BODIES: readonly (readonly [string, unknown, string, object])[] = [
    ["nothing", undefined, "503", {}],
    ["no object", "Service Unavailable", "503", {}],
    ["an array", ["x"], "503", {}],
    ["no fields", {}, "503", {}],
    ["the code only", { errorCode: "BUSY" }, "503 BUSY", { errorCode: "BUSY" }],
    ["the detail only", { detail: "Busy." }, "503 (Busy)", { detail: "Busy." }],
    ["the reason only", { reason: "Unavailable" }, "503 (Unavailable)", { reason: "Unavailable" }],
    ["detail and reason", { detail: "D", reason: "R" }, "503 (D)", { detail: "D", reason: "R" }],
    ["an empty detail", { detail: "" }, "503", { detail: "" }],
    ["fields of other types", { detail: 1, errorCode: {}, reason: null, parameters: "p" }, "503", {}],
    ["unknown fields", { errorCode: "BUSY", badRequestDetail: {} }, "503 BUSY", { errorCode: "BUSY" }],
  ];
  for (const [name, body, words, fields] of BODIES) {
    it(`are told as far as they are there: ${name}`, () => {
      const error = failure(body);
      assert.equal(said(error), words);
      const { message } = error;
      const own = { name: "AtlasApiError", code: "SERVER_ERROR", status: 503 };
      assert.deepEqual(facts(error), { ...own, ...fields, message });
    });
  }

  it("are one printable line, and whole in the fields", () => {
    const detail = " two\r\nlines\u001b[31m and\u2028more.";
    const error = failure({ errorCode: "A\nB", detail });
    assert.equal(said(error), "503 A B (two lines [31m and more)");
    assert.deepEqual([error.errorCode, error.detail], ["A\nB", detail]);
  });

  it("are cut: the code after 80 characters, the detail after 300", () => {
    const error = failure({ errorCode: "C".repeat(81), detail: "d".repeat(301) });
    assert.equal(said(error), `503 ${"C".repeat(80)}… (${"d".repeat(300)}…)`);
  });

  it("do not decide the status: that of the answer counts", () => {
    assert.equal(failure({ error: 404 }).status, 503);
  });
});

describe("the tries in an error", () => {
  it("are not told when there was one", () => {
    assert.equal(said(failure({})), "503");
  });

  it("are counted and timed when there were several", () => {
    assert.equal(said(failure({}, { attempts: 4 })), "503, the last of 4 times in 12.3 s");
  });

  it("say which pause was refused, and by which setting", () => {
    const due = "after the end of the 15 s that atlas-data-lake:retryTimeoutSeconds allows";
    assert.equal(
      said(failure({}, { attempts: 2, dueDelaySeconds: 3600 })),
      `503, the last of 2 times in 12.3 s; the next try was due in 3600.0 s, ${due}`,
    );
    assert.equal(said(failure({}, { dueDelaySeconds: 0.25 })), `503; the next try was due in 0.3 s, ${due}`);
  });
});
