import assert from "node:assert/strict";
import { inspect } from "node:util";
import { AtlasApiError, AtlasContentError } from "../../../../provider/index.js";
import sinon from "sinon";
import { type ResponseContext } from "../../../../provider/atlas/read/decode-response.js";
import {
  interpretRun,
  answered,
  BODY,
  REF,
  thrownBy,
  WHAT,
  type ResponseParts,
} from "../../../helpers/responses.js";

const SECRET = 's3cret/+"v\\alue==';

const failure = (parts: ResponseParts, secrets: readonly string[] = [SECRET]): AtlasApiError => {
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

  it("are not in a message that quotes a header", () => {
    const headers = { location: `https://proxy/?t=${encodeURIComponent(SECRET)}` };
    assert.match(
      failure({ status: 302, headers }).message,
      /answered 302 to https:\/\/proxy\/\?t=\[redacted\]/,
    );
  });

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

  context("when an answer of success echoes them", () => {
    const long = "s".repeat(60);
    const context = (warn: (line: string) => void): ResponseContext => ({
      baseUrl: "https://atlas",
      retryTimeoutSeconds: 9,
      secrets: () => [long],
      warn,
    });

    const never = (line: string): never => {
      throw new Error(`warned: ${line}`);
    };

    it("are in no problem of a field, not even the beginning of one", () => {
      const result = answered({ body: { ...BODY, stats: `Bearer ${long}` } });
      const error = thrownBy(() => interpretRun(REF, result, context(never)));
      assert.ok(error instanceof AtlasContentError);
      assert.deepEqual(error.problems, ['stats: expected an object, got "Bearer [redacted]"']);
    });

    it("are in no warning, while the value is kept", () => {
      const warn = sinon.spy();
      const result = answered({ body: { ...BODY, phase: long } });
      assert.equal(interpretRun(REF, result, context(warn)).phase, long);
      assert.equal(warn.callCount, 1);
      assert.match(String(warn.args[0]), /phase has the unknown value "\[redacted\]"/);
    });

    it("are not in a message that quotes the media type", () => {
      const result = answered({ headers: { "content-type": `text/${long}` } });
      const { message } = thrownBy(() => interpretRun(REF, result, context(never))) as Error;
      assert.match(message, /its media type is text\/\[redacted\]/);
    });
  });

  it("leave an answer without them as it was", () => {
    assert.equal(failure({ status: 400, body: { detail: "nothing here" } }).detail, "nothing here");
  });
});
