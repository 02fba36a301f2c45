import assert from "node:assert/strict";
import { findDigestChallenge } from "../../provider/atlas/auth/digest.js";
import { parseRetryAfter } from "../../provider/atlas/client/retry-delay.js";
import { createProvider } from "../../provider/pulumi/host/provider.js";
import { parseStates } from "../../provider/run/states.js";
import { CONTEXT, responded, interpretRun, REF, thrownBy, type ResponseParts } from "../helpers/responses.js";

const SECRET = 'pa"ss\\word/1=';

const read = (parts: ResponseParts, secret = SECRET): unknown =>
  interpretRun(REF, responded(parts), { ...CONTEXT, secrets: () => [secret] });

describe("the counterexamples of the properties", () => {
  it("ignore a field __proto__ of a run", () => {
    const id = `"_id":"${REF.pipelineRunId}"`;
    const body = `{${id},"phase":null,"__proto__":{"_id":1,"createdDate":[],"stats":{"numDocs":null}}}`;
    assert.deepEqual(read({ body }), REF);
    assert.deepEqual(read({ body: body.replace("__proto__", "\\u005f_proto__") }), REF);
    assert.deepEqual(read({ body: `{${id},"stats":{"numDocs":null,"__proto__":{"bytesExported":"1"}}}` }), {
      ...REF,
      stats: {},
    });
  });

  it("decode deep nesting, or reject it where the stack ends", () => {
    const deep = "[".repeat(40_000) + "]".repeat(40_000);
    assert.deepEqual(read({ body: `{"_id":"${REF.pipelineRunId}","x":${deep}}` }), REF);
    const body = `{"x":${deep},"\\u0079":0}`;
    const { code, message } = thrownBy(() => read({ body }));
    assert.equal(code, "UNEXPECTED_CONTENT");
    assert.match(message, /^not a response of the Atlas API \(status 200, JSON nested too deeply\), /);
    assert.equal(thrownBy(() => read({ status: 404, body })).code, "NOT_FOUND");
  });

  for (const [what, form] of [
    ["as JSON has to", JSON.stringify(SECRET)],
    ["with an escaped slash", JSON.stringify(SECRET).replace("/", "\\/")],
    ["with an escaped sign", JSON.stringify(SECRET).replace("=", "\\u003d")],
  ] as const) {
    it(`redact a secret that is escaped ${what}`, () => {
      const error = thrownBy(() =>
        read({ status: 401, body: `{"detail":${form},"parameters":[{${form}:1}]}` }),
      );
      const { detail, parameters } = error as unknown as Record<string, unknown>;
      assert.deepEqual([detail, parameters], ["[redacted]", [{ "[redacted]": 1 }]]);
    });
  }

  it("redact a secret in the URL of a redirect", () => {
    const headers = { location: `https://e.example/?token=${SECRET}` };
    const { message } = thrownBy(() => read({ status: 302, headers }));
    assert.match(message, /^302 from Atlas: redirect to https:\/\/e\.example\/\?token=\[redacted\], /);
  });

  it("keep the status of an envelope whose body is redacted", () => {
    const body = '{"status":404,"content":{"detail":"x","parameters":[123456]}}';
    const error = thrownBy(() => read({ body }, "123456"));
    assert.equal(error.code, "NOT_FOUND");
  });

  it("skip a challenge with a control character, which no header can hold", () => {
    for (const character of ["\n", "\r", "\u0000", "\u2028", "\u0100"]) {
      assert.equal(findDigestChallenge(`Digest nonce="n", qop="auth", realm="a${character}b"`), undefined);
      assert.equal(findDigestChallenge(`Digest nonce="n", qop="auth", realm="a\\${character}b"`), undefined);
    }
    assert.equal(
      findDigestChallenge('Digest nonce="n", qop="auth", realm="\u00e9\t!~"')?.realm,
      "\u00e9\t!~",
    );
  });

  it("limit a Retry-After with more digits than a number holds", () => {
    assert.equal(parseRetryAfter("9".repeat(400), 0), Number.MAX_SAFE_INTEGER);
  });

  it("reject a sparse list of states, and quote five of a long list", () => {
    const refused = (value: unknown): string => thrownBy(() => parseStates("", "state", value)).message;
    assert.match(refused(new Array(1)), /, got \[nothing\]$/);
    assert.match(refused(new Array(6).fill(1)), /, got \[(number 1, ){5}…\]$/);
  });

  it("report in one line that an id is not that of its arguments", async () => {
    const args = { ...REF, pipelineName: "a\nb" };
    const id = `${REF.projectId}/a\\nb/${REF.pipelineRunId}`;
    const message = `the id must be that of its arguments, "${id}", got "x\\ny"`;
    await assert.rejects(Promise.resolve(createProvider().read?.("x\ny", args)), { message });
  });
});
