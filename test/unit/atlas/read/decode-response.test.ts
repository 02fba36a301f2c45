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
    sinon.restore();
  });

  context("for a run", () => {
    it("returns its fields without a warning", () => {
      assert.deepEqual(decode(responded({})), { ...REF, ...FIELDS });
      assert.ok(warn.notCalled);
    });

    it("returns a run's own fields, also with the fields `status` and `content`", () => {
      const body = { ...BODY, state: "FAILED", status: 200, content: { ...BODY, state: "DONE" } };
      assert.deepEqual(decode(responded({ body })), { ...REF, ...FIELDS, state: "FAILED" });
    });

    it("returns a run with fields of an error that are null, and a status that is text", () => {
      const body = { ...BODY, error: null, errorCode: null, status: "ok" };
      assert.deepEqual(decode(responded({ body })), { ...REF, ...FIELDS });
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

  const notApi = (why: string): string => `not a response of the Atlas API (status 200, ${why})`;
  const noRun = (but = ""): string => `unexpected response (status 200, no field _id${but})`;
  const OTHER: readonly (readonly [string, ResponseParts])[] = [
    [notApi("media type text/html x"), { headers: { "content-type": "text/html\r\nx" } }],
    [notApi(`media type ${"x".repeat(80)}…`), { headers: { "content-type": "x".repeat(99) } }],
    [notApi("no media type"), { headers: { "content-type": undefined } }],
    [notApi("not valid JSON"), { body: "<html>" }],
    [notApi("not valid UTF-8"), { body: Uint8Array.of(34, 255, 34) }],
    [noRun(), { body: { status: "ok" } }],
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

  it("reports an error status whatever the body and its media type are", () => {
    for (const body of ["<html>", Uint8Array.of(123, 255)])
      assert.equal(errorOf({ status: 502, body }).status, 502);
    const error = errorOf({ status: 404, body: { errorCode: "GROUP_NOT_FOUND" } });
    assert.ok(error.message.startsWith(`404 from Atlas: no such ${WHAT}: GROUP_NOT_FOUND. `), error.message);
  });

  it("passes on attempts, elapsed time and the client's limit", () => {
    const attempts = { attempts: 3, elapsedSeconds: 5.04, dueDelaySeconds: 8 };
    const { message } = thrownBy(() => decode(responded({ status: 429, body: { error: 429 } }, attempts)));
    assert.match(message, /^429 from Atlas after 3 attempts in 5\.0 s: .* due in 8\.0 s, beyond .* \(7 s\)/);
  });

  context("for a response that echoes secrets", () => {
    const SECRET = 's3cret/+"v\\alue==';
    const long = "s".repeat(60);
    const fields = { detail: `no ${SECRET}`, errorCode: `CODE_${SECRET}`, parameters: [{ key: SECRET }] };
    const ECHOES: readonly (readonly [string, ResponseParts, string])[] = [
      ["each field", { status: 400, body: fields }, ': CODE_[redacted] "no [redacted]". '],
      ["an envelope", { body: { status: 403, content: fields } }, ': CODE_[redacted] "no [redacted]". '],
      ["the token endpoint", { from: "token", status: 400, body: { error: SECRET } }, ": [redacted]. "],
      [
        "Location",
        { status: 302, headers: { location: `http://x/?${SECRET}&${long}` } },
        "/?[redacted]&[redacted], ",
      ],
      ["Content-Type", { headers: { "content-type": `text/${SECRET}` } }, "media type text/[redacted])"],
      ["an error with status 200", { body: { ...BODY, error: SECRET } }, 'the body has error "[redacted]")'],
    ];
    for (const [where, parts, shown] of ECHOES) {
      it(`redacts every secret in ${where}`, () => {
        secrets = [SECRET, long];
        const error = errorOf(parts);
        assert.ok(error.message.includes(shown), error.message);
        assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes("s3cret"));
      });
    }

    it("rejects a run with a secret in any field, documented or not, and keeps short secrets", () => {
      secrets = [SECRET, "DONE"];
      for (const where of [{ state: SECRET }, { _id: SECRET }, { stats: SECRET }, { x: [{ [SECRET]: 1 }] }]) {
        const error = errorOf({ body: { ...BODY, ...where } });
        const { code, message } = error;
        assert.equal(code, "UNEXPECTED_CONTENT");
        assert.ok(
          message.startsWith("the response contains the credentials of the read (status 200), "),
          message,
        );
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
