import assert from "node:assert/strict";
import { inspect } from "node:util";
import { AtlasApiError, AtlasContentError, getDataLakePipelineRun } from "pulumi-atlas-data-lake";
import { type Fault } from "pulumi-atlas-data-lake/testing";
import { KINDS, RUN, RUN_ARGS, startTestAtlas, type TestAtlas } from "../support/local-atlas.js";
import { rejection, setConfig } from "./support.js";

const WHAT = `Data Lake Pipeline run ${RUN.run._id} of pipeline "nightly" in project ${RUN.projectId}`;

describe("answers of Atlas", () => {
  let test: TestAtlas;

  beforeEach(async () => {
    test = await startTestAtlas();
    setConfig({ ...test.config("accessToken"), "atlas-data-lake:retryTimeoutSeconds": "1.5" });
  });

  afterEach(() => test.atlas.close());

  const failed = (): Promise<Error & Record<string, unknown>> => rejection(getDataLakePipelineRun(RUN_ARGS));
  const statuses = (): unknown[] => test.atlas.requests.map(({ status }) => status);

  it("gives every field of the reference page's example", async () => {
    const { _id, groupId, ...fields } = RUN.run;
    const expected = { id: `${RUN.projectId}/nightly/${_id}`, ...RUN_ARGS, ...fields };
    assert.equal(groupId, RUN.projectId);
    assert.deepEqual(await getDataLakePipelineRun(RUN_ARGS), expected);
  });

  const ONCE: readonly (readonly [number, string, string])[] = [
    [400, "BAD_REQUEST", "a retry does not help"],
    [403, "FORBIDDEN", "Project Read Only (GROUP_READ_ONLY)"],
    [404, "NOT_FOUND", "check projectId, pipelineName and pipelineRunId"],
    [406, "NOT_ACCEPTABLE", "version 2023-01-01"],
    [410, "GONE", "sunset 2025-09-09"],
  ];
  for (const [status, code, advice] of ONCE) {
    it(`reports ${status} after one request, with Atlas' words and what to do`, async () => {
      const error = {
        errorCode: "SOME_CODE",
        detail: "Some detail.",
        reason: "Some reason",
        parameters: ["a", 1],
      };
      test.atlas.fail({ type: "status", status, error });
      const thrown = await failed();
      assert.ok(thrown instanceof AtlasApiError);
      const { errorCode, detail, reason, parameters } = thrown;
      assert.deepEqual({ errorCode, detail, reason, parameters }, error);
      assert.deepEqual([thrown.code, thrown.status], [code, status]);
      const start = `cannot read ${WHAT}: Atlas answered ${status} SOME_CODE (Some detail). To do: `;
      assert.ok(thrown.message.startsWith(start), thrown.message);
      assert.ok(thrown.message.includes(advice), thrown.message);
      assert.doesNotMatch(thrown.message, /\n/);
      assert.deepEqual(statuses(), [status]);
    });
  }

  it("reports what the local Atlas itself refuses: an unknown run and a missing role", async () => {
    const missing = await rejection(getDataLakePipelineRun({ ...RUN_ARGS, pipelineRunId: "f".repeat(24) }));
    assert.equal(missing["code"], "NOT_FOUND");
    const poor = await startTestAtlas({ accessTokens: [{ token: "without-any-role", roles: [] }] });
    setConfig({ "mongodbatlas:baseUrl": poor.atlas.baseUrl, "mongodbatlas:accessToken": "without-any-role" });
    const forbidden = await failed().finally(() => poor.atlas.close());
    assert.equal(forbidden["code"], "FORBIDDEN");
  });

  for (const kind of KINDS) {
    it(`reports 401 with ${kind} after at most one more try, without the credentials`, async () => {
      setConfig(test.config(kind));
      const kindOfFault = kind === "serviceAccount" ? "token" : "api";
      const echo = test.secrets.join(" ");
      const fault = { type: "status", status: 401, error: { detail: `you sent ${echo}` } } as const;
      test.atlas.fail(fault, { kind: kindOfFault });
      const thrown = await failed();
      assert.deepEqual([thrown["code"], thrown["status"]], ["UNAUTHORIZED", 401]);
      assert.ok(test.atlas.requests.length <= 2);
      const [own] = test.secrets.filter((secret) => Object.values(test.config(kind)).includes(secret));
      assert.ok(own !== undefined && !inspect(thrown, { depth: 9 }).includes(own));
    });
  }

  it("says what the token endpoint says when it gives no token", async () => {
    setConfig(test.config("serviceAccount"));
    const body = JSON.stringify({ error: "access_denied", error_description: "Access Token limit reached." });
    test.atlas.fail({ type: "raw", status: 403, body, contentType: "application/json" }, { kind: "token" });
    const { message } = await failed();
    assert.match(
      message,
      /token endpoint of Atlas answered 403 access_denied \(Access Token limit reached\)/,
    );
    assert.match(message, /fewer than 100 live access tokens/);
  });

  for (const status of [429, 500, 502, 503, 504]) {
    it(`tries again after ${status}`, async () => {
      test.atlas.fail({ type: "status", status }, { times: 1 });
      await getDataLakePipelineRun(RUN_ARGS);
      assert.deepEqual(statuses(), [status, 200]);
    });

    it(`reports ${status} that does not end, before the deadline`, async () => {
      test.atlas.fail({ type: "status", status });
      const thrown = await failed();
      assert.deepEqual(
        [thrown["code"], thrown["status"]],
        [status === 429 ? "RATE_LIMITED" : "SERVER_ERROR", status],
      );
      const { length } = statuses();
      assert.ok(length >= 2 && length <= 4, `${length} requests`);
      assert.match(
        thrown.message,
        new RegExp(`the last of ${length} times in [\\d.]+ s; the next try was due in`),
      );
    });
  }

  it("obeys Retry-After, and does not begin a pause that would outlast the deadline", async () => {
    test.atlas.fail({ type: "rateLimited", retryAfter: 1 }, { times: 1 });
    await getDataLakePipelineRun(RUN_ARGS);
    const [first, second] = test.atlas.requests;
    assert.ok(first && second && second.at - first.at >= 990);

    test.atlas.clearRequests();
    test.atlas.fail({ type: "rateLimited", retryAfter: 86_400 });
    const thrown = await failed();
    assert.match(thrown.message, /next try was due in 86400\.0 s/);
    assert.deepEqual(statuses(), [429]);
  });

  for (const location of ["/elsewhere", "http://127.0.0.1:1/", "file:///etc/passwd"]) {
    it(`does not follow a redirect to ${location}`, async () => {
      test.atlas.fail({ type: "status", status: 302, headers: { location } });
      const thrown = await failed();
      assert.equal(thrown["code"], "REDIRECTED");
      assert.ok(thrown.message.includes(`answered 302`) && thrown.message.includes(` to ${location}`));
      assert.equal(test.atlas.requests.length, 1);
    });
  }

  it("reads a run, and an error, out of an envelope", async () => {
    const envelope = (status: number, content: object): Fault => ({
      type: "raw",
      body: JSON.stringify({ status, content }),
    });
    test.atlas.fail(envelope(200, { ...RUN.run, state: "DONE" }), { times: 1 });
    assert.equal((await getDataLakePipelineRun(RUN_ARGS)).state, "DONE");
    test.atlas.fail(envelope(404, { error: 404, errorCode: "RESOURCE_NOT_FOUND", detail: "Cannot find it" }));
    const thrown = await failed();
    assert.deepEqual([thrown["code"], thrown["status"]], ["NOT_FOUND", 404]);
  });

  const CONTENT: readonly (readonly [string, Fault, string, RegExp])[] = [
    [
      "another media type",
      { type: "contentType", contentType: "text/html" },
      "UNEXPECTED_CONTENT",
      /media type is text\/html/,
    ],
    ["no JSON", { type: "raw", body: "<html>" }, "UNEXPECTED_CONTENT", /not valid JSON/],
    ["no body", { type: "raw", body: "" }, "UNEXPECTED_CONTENT", /not valid JSON/],
    [
      "no UTF-8",
      { type: "raw", body: new Uint8Array([34, 255, 34]) },
      "UNEXPECTED_CONTENT",
      /not valid UTF-8/,
    ],
    ["too much", { type: "raw", body: " ".repeat(9 << 20) }, "UNEXPECTED_CONTENT", /more than 8388608 bytes/],
    ["an array", { type: "raw", body: "[]" }, "DECODE", /the body: expected an object, got an array/],
    ["null", { type: "raw", body: "null" }, "DECODE", /the body: expected an object, got null/],
    [
      "a wrong type",
      { type: "raw", body: '{"state":1}' },
      "DECODE",
      /state: expected a string, got number 1/,
    ],
    [
      "a number that is too large",
      { type: "raw", body: '{"stats":{"numDocs":9007199254740993}}' },
      "DECODE",
      /stats\.numDocs: expected an integer from .* cannot hold a number exactly/,
    ],
    [
      "another run",
      { type: "raw", body: `{"_id":"${"0".repeat(24)}"}` },
      "DECODE",
      /_id: expected .* asked for/,
    ],
  ];
  for (const [name, fault, code, message] of CONTENT) {
    it(`reports an answer with ${name} after one request`, async () => {
      test.atlas.fail(fault);
      const thrown = await failed();
      assert.ok(thrown instanceof AtlasContentError);
      assert.equal(thrown.code, code);
      assert.ok(thrown.message.includes(WHAT), thrown.message);
      assert.match(thrown.message, message);
      assert.equal(test.atlas.requests.length, 1);
    });
  }
});
