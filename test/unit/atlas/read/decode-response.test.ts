import assert from "node:assert/strict";
import { inspect } from "node:util";
import sinon from "sinon";
import { AtlasApiError, AtlasContentError } from "../../../../provider/index.js";
import { type RetryResult } from "../../../../provider/atlas/client/retry.js";
import { type RunFields } from "../../../../provider/atlas/read/run-fields.js";
import {
  responded,
  BODY,
  CONTEXT,
  FIELDS,
  interpretRun,
  REF,
  response,
  result,
  thrownBy,
  WHAT,
  type ResponseParts,
} from "../../../helpers/responses.js";

const OTHER = "f".repeat(24);
const CHECK = "Check mongodbatlas:baseUrl and any proxy";

describe("decodeResponse", () => {
  const warn = sinon.spy();
  let secrets: readonly string[] = [];
  const decode = (from: RetryResult): RunFields =>
    interpretRun(REF, from, { ...CONTEXT, secrets: () => secrets, warn });
  const errorOf = (parts: ResponseParts): AtlasApiError | AtlasContentError => {
    const error = thrownBy(() => decode(responded(parts)));
    assert.ok(error instanceof AtlasApiError || error instanceof AtlasContentError);
    return error;
  };

  afterEach(() => {
    secrets = [];
    warn.resetHistory();
    sinon.restore();
  });

  context("for a run", () => {
    it("returns its fields without a warning", () => {
      assert.deepEqual(decode(responded({})), { ...REF, ...FIELDS });
      assert.ok(warn.notCalled);
    });

    it("returns them from an envelope", () => {
      assert.deepEqual(decode(responded({ body: { status: 200, content: BODY } })), { ...REF, ...FIELDS });
    });

    it("returns a run's own fields, whatever its fields `status` and `content` hold", () => {
      const body = { ...BODY, state: "FAILED", status: 404, content: { ...BODY, state: "DONE" } };
      assert.deepEqual(decode(responded({ body })), { ...REF, ...FIELDS, state: "FAILED" });
    });

    it("warns of each unknown value of an enumerated field, and keeps it", () => {
      const datasetRetentionPolicy = { units: "YEARS", value: 1 };
      const fields = { state: "PAUSED", phase: "X", backupFrequencyType: "NEVER", datasetRetentionPolicy };
      const body = { _id: REF.pipelineRunId, ...fields };
      assert.deepEqual(decode(responded({ body })), { ...REF, ...fields });
      assert.deepEqual(
        warn.args.map(([line]: readonly unknown[]) => String(line).replace(/ \(known: .*\)/, "")),
        [
          `backupFrequencyType has the unknown value "NEVER": ${WHAT}`,
          `phase has the unknown value "X": ${WHAT}`,
          `state has the unknown value "PAUSED": ${WHAT}`,
          `datasetRetentionPolicy.units has the unknown value "YEARS": ${WHAT}`,
        ],
      );
    });
  });

  const OTHER_CONTENT: readonly (readonly [string, ResponseParts, string])[] = [
    ["another media type", { headers: { "content-type": "text/html\r\nx" } }, "media type text/html x"],
    ["a long media type", { headers: { "content-type": "x".repeat(99) } }, `media type ${"x".repeat(80)}…`],
    ["text", { body: "<html>" }, "not valid JSON"],
    ["no body", { body: "" }, "not valid JSON"],
    ["bytes that are not UTF-8", { body: Uint8Array.of(34, 255, 34) }, "not valid UTF-8"],
  ];
  for (const [name, parts, why] of OTHER_CONTENT) {
    it(`rejects a response that is not JSON of the API: ${name}`, () => {
      const { code, status, message } = errorOf(parts);
      assert.deepEqual([code, status], ["UNEXPECTED_CONTENT", 200]);
      assert.equal(
        message,
        `not a response of the Atlas API (status 200, ${why}), reading ${WHAT}. ${CHECK}`,
      );
    });
  }

  it("rejects a response without a media type", () => {
    const { message } = thrownBy(() => decode(result({ ...response({}), header: () => undefined })));
    assert.ok(message.startsWith("not a response of the Atlas API (status 200, no media type), "), message);
  });

  const NO_RUN: readonly (readonly [string, unknown, string])[] = [
    ["an empty object", {}, ""],
    ["an object without _id", { status: "ok" }, ""],
    ["an _id that is null", { ...BODY, _id: null }, ""],
    ["an array", [], ""],
    ["null", null, ""],
    ["text", JSON.stringify("DONE"), ""],
    ["an API error", { error: 404, errorCode: "RESOURCE_NOT_FOUND" }, ", but error 404 RESOURCE_NOT_FOUND"],
    ["an API error without a code", { error: 503, detail: "later" }, ", but error 503"],
    ["an empty envelope", { status: 200, content: {} }, ""],
  ];
  for (const [name, body, but] of NO_RUN) {
    it(`rejects JSON that is not a run: ${name}`, () => {
      const { code, status, message } = errorOf({ body });
      assert.deepEqual([code, status], ["UNEXPECTED_CONTENT", 200]);
      const start = `unexpected response (status 200, no field _id${but})`;
      assert.equal(message, `${start}, reading ${WHAT}. ${CHECK}`);
    });
  }

  const WRONG: readonly (readonly [string, object, readonly string[]])[] = [
    [
      "wrong types",
      { ...BODY, state: 1, datasetName: 2 },
      [
        "datasetName: expected a string of valid Unicode, got number 2",
        "state: expected a string of valid Unicode, got number 1",
      ],
    ],
    [
      "another run",
      { ...BODY, _id: OTHER, state: "PAUSED" },
      [`_id: expected "${REF.pipelineRunId}", which was asked for, got "${OTHER}"`],
    ],
    [
      "another project, in an envelope",
      { status: 200, content: { ...BODY, groupId: OTHER } },
      [`groupId: expected "${REF.projectId}", which was asked for, got "${OTHER}"`],
    ],
  ];
  for (const [name, body, problems] of WRONG) {
    it(`lists each problem of a run, and warns of nothing: ${name}`, () => {
      const error = errorOf({ body });
      assert.ok(error instanceof AtlasContentError);
      assert.deepEqual([error.code, error.status, error.problems], ["DECODE", 200, problems]);
      const message = `invalid response from Atlas: ${problems.join("; ")}, reading ${WHAT}`;
      assert.equal(error.message, message);
      assert.ok(warn.notCalled);
    });
  }

  it("reports no token where the token endpoint responds with another body", () => {
    const { code, status, message } = errorOf({ from: "token" });
    assert.deepEqual([code, status], ["UNEXPECTED_CONTENT", 200]);
    const start = "no token from the token endpoint of Atlas (status 200)";
    assert.equal(message, `${start}, reading ${WHAT}. ${CHECK}`);
  });

  for (const [status, code] of [
    [302, "REDIRECTED"],
    [401, "UNAUTHORIZED"],
    [404, "NOT_FOUND"],
    [500, "SERVER_ERROR"],
  ] as const) {
    it(`fails with HTTP status ${status}, whatever status the envelope has`, () => {
      assert.equal(errorOf({ status, body: { status: 200, content: BODY } }).code, code);
    });
  }

  it("finds the error in an envelope", () => {
    const error = errorOf({
      body: { status: 410, content: { errorCode: "VERSION_GONE", detail: "It is gone" } },
    });
    assert.ok(error instanceof AtlasApiError);
    assert.deepEqual([error.code, error.status, error.errorCode], ["GONE", 410, "VERSION_GONE"]);
  });

  it("reports an error status whatever the body and its media type are", () => {
    for (const body of ["<html>", Uint8Array.of(123, 255)])
      assert.equal(errorOf({ status: 502, body }).status, 502);
    const parts = { status: 404, body: { errorCode: "GROUP_NOT_FOUND" }, headers: { "content-type": "x" } };
    const error = errorOf(parts);
    assert.ok(error.message.startsWith(`404 from Atlas: no such ${WHAT}: GROUP_NOT_FOUND. `), error.message);
  });

  it("passes on attempts, elapsed time and the client's limit", () => {
    const attempts = { attempts: 3, elapsedSeconds: 5.04, dueDelaySeconds: 8 };
    const { message } = thrownBy(() => decode(responded({ status: 429, body: {} }, attempts)));
    assert.ok(message.startsWith("429 from Atlas after 3 attempts in 5.0 s: "), message);
    assert.ok(message.includes("; the next attempt was due in 8.0 s, beyond "), message);
    assert.ok(message.includes(`(${CONTEXT.retryTimeoutSeconds} s)`), message);
  });

  context("for a response that echoes secrets", () => {
    const SECRET = 's3cret/+"v\\alue==';
    const long = "s".repeat(60);

    it("redacts the message and each field of the error", () => {
      secrets = [SECRET];
      const parts = { detail: `you sent ${SECRET}`, errorCode: `CODE_${SECRET}`, reason: SECRET };
      const error = errorOf({ status: 401, body: { ...parts, parameters: [SECRET, { key: SECRET }] } });
      assert.ok(error instanceof AtlasApiError);
      const { errorCode, detail, reason, parameters } = error;
      assert.deepEqual([errorCode, detail, reason], ["CODE_[redacted]", "you sent [redacted]", "[redacted]"]);
      assert.deepEqual(parameters, ["[redacted]", { key: "[redacted]" }]);
      assert.ok(error.message.includes(': CODE_[redacted] "you sent [redacted]". '), error.message);
      assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes("s3cret"));
    });

    it("redacts every secret, and headers, envelopes and the token endpoint's fields too", () => {
      secrets = ["first-secret", "second-secret"];
      const location = "https://proxy/?t=first-secret&u=second-secret";
      const redirect = errorOf({ status: 302, headers: { location } }).message;
      assert.ok(redirect.includes("https://proxy/?t=[redacted]&u=[redacted], "), redirect);
      const enveloped = errorOf({ body: { status: 403, content: { detail: "not first-secret" } } });
      assert.ok(enveloped.message.includes('"not [redacted]"'), enveloped.message);
      const body = { error: "e", error_description: "no second-secret" };
      const token = errorOf({ from: "token", status: 401, body });
      assert.ok(token.message.includes('"no [redacted]"'), token.message);
      const media = errorOf({ headers: { "content-type": "text/first-secret" } }).message;
      assert.ok(media.includes("media type text/[redacted])"), media);
    });

    it("redacts a problem before it is truncated", () => {
      secrets = [long];
      const error = errorOf({ body: { ...BODY, stats: `Bearer ${long}` } });
      assert.ok(error instanceof AtlasContentError);
      assert.deepEqual(error.problems, ['stats: expected an object, got "Bearer [redacted]"']);
    });

    it("redacts another id than the requested one", () => {
      secrets = [OTHER];
      const error = errorOf({ body: { ...BODY, _id: OTHER } });
      assert.ok(error instanceof AtlasContentError);
      assert.deepEqual(error.problems, [
        `_id: expected "${REF.pipelineRunId}", which was asked for, got "[redacted]"`,
      ]);
    });

    for (const [name, parts] of [
      ["a problem", { body: { ...BODY, state: 7 } }],
      ["another shape", { body: { detail: long } }],
      ["an error", { status: 500, body: { detail: long } }],
    ] as const) {
      it(`parses the body and asks for the secrets once for ${name}`, () => {
        const parse = sinon.spy(JSON, "parse");
        const asked = sinon.fake(() => [long]);
        assert.throws(() => interpretRun(REF, responded(parts), { ...CONTEXT, secrets: asked }));
        assert.ok(parse.calledOnce);
        assert.ok(asked.callCount <= 1, String(asked.callCount));
      });
    }

    it("redacts a warning, and keeps the value", () => {
      secrets = [long];
      assert.equal(decode(responded({ body: { ...BODY, phase: long } })).phase, long);
      assert.match(String(warn.args[0]), /^phase has the unknown value "\[redacted\]"/);
    });
  });
});
