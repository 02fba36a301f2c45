import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasApiError, AtlasNetworkError } from "../../../../provider/index.js";
import { type RetryResult } from "../../../../provider/atlas/client/retry.js";
import { TransportError } from "../../../../provider/atlas/http/types.js";
import { type RunFields } from "../../../../provider/atlas/read/run-fields.js";
import {
  interpretRun,
  answered,
  BODY,
  facts,
  FIELDS,
  REF,
  result,
  thrownBy,
  WHAT,
} from "../../../helpers/responses.js";

describe("interpretRun", () => {
  const warn = sinon.spy();
  const parts = { baseUrl: "https://atlas", retryTimeoutSeconds: 7, secrets: () => [], warn };
  const interpret = (from: RetryResult): RunFields => interpretRun(REF, from, parts);

  afterEach(() => {
    sinon.restore();
    warn.resetHistory();
  });

  context("when Atlas answers with the run", () => {
    it("gives its fields without a warning", () => {
      assert.deepEqual(interpret(answered({})), { ...REF, ...FIELDS });
      assert.ok(warn.notCalled);
    });

    it("gives them out of an envelope", () => {
      const body = { status: 200, content: BODY };
      assert.deepEqual(interpret(answered({ body })), { ...REF, ...FIELDS });
    });

    for (const [status, code] of [
      [302, "REDIRECTED"],
      [401, "UNAUTHORIZED"],
      [404, "NOT_FOUND"],
      [500, "SERVER_ERROR"],
    ] as const) {
      it(`fails with HTTP status ${status}, whatever the envelope says`, () => {
        const body = { status: 200, content: BODY };
        assert.equal(thrownBy(() => interpret(answered({ status, body }))).code, code);
      });
    }

    it("warns of each unknown value of an enumerated field, and keeps it", () => {
      const datasetRetentionPolicy = { units: "YEARS", value: 1 };
      const fields = { state: "PAUSED", phase: "X", backupFrequencyType: "NEVER", datasetRetentionPolicy };
      const body = { _id: REF.pipelineRunId, ...fields };
      assert.deepEqual(interpret(answered({ body })), { ...REF, ...fields });
      assert.deepEqual(warn.args, [
        [
          `${WHAT}: backupFrequencyType has the unknown value "NEVER" ` +
            "(known: HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY, ON_DEMAND)",
        ],
        [`${WHAT}: phase has the unknown value "X" (known: SNAPSHOT, EXPORT, INGESTION)`],
        [
          `${WHAT}: state has the unknown value "PAUSED" ` +
            "(known: PENDING, IN_PROGRESS, DONE, FAILED, DATASET_DELETED)",
        ],
        [`${WHAT}: datasetRetentionPolicy.units has the unknown value "YEARS" (known: DAYS, WEEKS, MONTHS)`],
      ]);
    });
  });

  context("when Atlas refuses", () => {
    it("says so in the words of the answer, whatever its media type", () => {
      const body = {
        detail: "Cannot find it.",
        error: 404,
        errorCode: "RESOURCE_NOT_FOUND",
        reason: "Not Found",
      };
      const error = thrownBy(() =>
        interpret(answered({ status: 404, body, headers: { "content-type": "x" } })),
      );
      assert.ok(error instanceof AtlasApiError);
      const { error: _status, ...words } = body;
      assert.deepEqual(facts(error), {
        name: "AtlasApiError",
        code: "NOT_FOUND",
        status: 404,
        ...words,
        message:
          `cannot read ${WHAT}: Atlas answered 404 RESOURCE_NOT_FOUND (Cannot find it). ` +
          "To do: check projectId, pipelineName and pipelineRunId, and that the run has not been deleted",
      });
    });

    it("finds the refusal in an envelope", () => {
      const body = { status: 410, content: { errorCode: "VERSION_GONE", detail: "It is gone" } };
      const error = thrownBy(() => interpret(answered({ body })));
      assert.ok(error instanceof AtlasApiError);
      assert.deepEqual([error.code, error.status, error.errorCode], ["GONE", 410, "VERSION_GONE"]);
      assert.match(error.message, /: Atlas answered 410 VERSION_GONE \(It is gone\)\. To do: /);
    });

    it("says so where the body is no JSON or no UTF-8", () => {
      for (const body of ["<html>", Uint8Array.of(123, 255)]) {
        const { message } = thrownBy(() => interpret(answered({ status: 502, body })));
        assert.match(message, /: Atlas answered 502\. To do: the fault is on the side of Atlas/);
      }
    });

    it("tells of the tries and of the pause that the client's deadline refused", () => {
      const attempts = { attempts: 3, elapsedSeconds: 5.04, dueDelaySeconds: 8 };
      assert.match(
        thrownBy(() => interpret(answered({ status: 429, body: {} }, attempts))).message,
        new RegExp(
          ": Atlas answered 429, the last of 3 times in 5\\.0 s; the next try was due in 8\\.0 s, " +
            "after the end of the 7 s that atlas-data-lake:retryTimeoutSeconds allows\\. To do: ",
        ),
      );
    });
  });

  context("when no answer came", () => {
    it("says where none came from, after how many tries", () => {
      const silence = result(
        { error: new TransportError("network", "connection refused (ECONNREFUSED)", true) },
        { attempts: 2, elapsedSeconds: 1 },
      );
      const error = thrownBy(() => interpret(silence));
      assert.ok(error instanceof AtlasNetworkError);
      const attempts = "in the last of 2 tries over 1.0 s";
      const start = `cannot read ${WHAT}: no answer from https://atlas ${attempts}: connection refused`;
      assert.equal(error.message.slice(0, start.length), start);
    });
  });
});
