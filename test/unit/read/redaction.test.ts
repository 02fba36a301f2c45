import assert from "node:assert/strict";
import { inspect } from "node:util";
import { AtlasApiError } from "pulumi-atlas-data-lake";
import { interpretRun, answered, REF, thrownBy, WHAT, type AnswerParts } from "./support.js";

const SECRET = "s3cret/+value==";

const failure = (parts: AnswerParts, secrets: readonly string[] = [SECRET]): AtlasApiError => {
  const context = {
    baseUrl: "https://atlas",
    retryTimeoutSeconds: 9,
    secrets: () => secrets,
    warn: () => undefined,
  };
  const error = thrownBy(() => interpretRun(REF, answered(parts), context));
  assert.ok(error instanceof AtlasApiError);
  return error;
};

describe("secrets that a server echoes", () => {
  const FORMS: readonly (readonly [string, string])[] = [
    ["as they are", SECRET],
    ["encoded for a URL", encodeURIComponent(SECRET)],
    ["in base64", Buffer.from(SECRET).toString("base64")],
  ];
  for (const [name, form] of FORMS) {
    it(`are neither in the message nor in a field: ${name}`, () => {
      const body = {
        detail: `you sent ${form}, ${form}`,
        errorCode: `CODE_${form}`,
        reason: form,
        parameters: [form, { key: form }],
      };
      const error = failure({ status: 401, body });
      const { errorCode, detail, reason, parameters } = error;
      assert.deepEqual(
        { errorCode, detail, reason, parameters },
        {
          errorCode: "CODE_[redacted]",
          detail: "you sent [redacted], [redacted]",
          reason: "[redacted]",
          parameters: ["[redacted]", { key: "[redacted]" }],
        },
      );
      const said = "CODE_[redacted] (you sent [redacted], [redacted])";
      const start = `cannot read ${WHAT}: Atlas answered 401 ${said}. To do: `;
      assert.equal(error.message.slice(0, start.length), start);
      assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes(form));
    });
  }

  it("are taken out of an answer of the token endpoint too", () => {
    const body = { error: "invalid_client", error_description: `no client with ${SECRET}` };
    const { detail, message } = failure({ from: "token", status: 401, body });
    assert.equal(detail, "no client with [redacted]");
    assert.match(message, /answered 401 invalid_client \(no client with \[redacted\]\)\. To do: /);
  });

  it("are taken out of an enveloped error, whose status counts", () => {
    const body = { status: 403, content: { detail: `no role for ${SECRET}` } };
    const { code, detail, status } = failure({ status: 200, body });
    assert.deepEqual(
      { code, detail, status },
      { code: "FORBIDDEN", detail: "no role for [redacted]", status: 403 },
    );
  });

  it("are every one of them taken out", () => {
    const body = { detail: "first-secret second-secret third-public" };
    const { detail } = failure({ status: 400, body }, ["first-secret", "second-secret"]);
    assert.equal(detail, "[redacted] [redacted] third-public");
  });

  it("leave an answer without them as it was", () => {
    assert.equal(failure({ status: 400, body: { detail: "nothing here" } }).detail, "nothing here");
  });
});
