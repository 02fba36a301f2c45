import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type AtlasClient } from "../../provider/atlas/client/client.js";
import { latestRun } from "../../provider/atlas/list/latest-run.js";
import { readRun } from "../../provider/atlas/read/read-run.js";
import { readRunsPage } from "../../provider/atlas/read/read-runs-page.js";
import { type ReadContext } from "../../provider/atlas/read/read-context.js";
import { responded, REF, WHAT, type ResponseParts } from "../helpers/responses.js";
import { forAllSlow } from "./check.js";
import { assertOneLine, assertUnpolluted, settledOutcome } from "./clean-error.js";
import { expectedRun, isObject, unwrapped, type Json } from "./documented.js";
import { jsonString, jsonText } from "./json-text.js";
import { nearPage, nearRun } from "./near-run-text.js";
import { anyString } from "./strings.js";

const PIPELINE = { projectId: REF.projectId, pipelineName: REF.pipelineName };
const ABOUT = `pipeline nightly in project ${REF.projectId}`;

/** A client whose every read ends with this response. */
function clientWith(parts: ResponseParts): AtlasClient {
  const get = () => Promise.resolve(responded(parts));
  const client = { get, baseUrl: "https://atlas", retryTimeoutSeconds: 9, secrets: () => [] };
  return client as unknown as AtlasClient;
}

/** The context of a read with such a client, which reports single lines. */
function contextWith(parts: ResponseParts): ReadContext {
  return {
    client: clientWith(parts),
    reporter: { info: assertOneLine, warn: assertOneLine, warnOnce: assertOneLine },
    signal: undefined,
  };
}

const page = fc.oneof({ arbitrary: nearPage, weight: 4 }, jsonText);

describe("readRunsPage for any response", () => {
  forAllSlow("returns the documented fields of the runs, or one clean error", page, async (body) => {
    const reading = readRunsPage(contextWith({ body }), PIPELINE, { pageNum: 1, includeCount: true });
    const outcome = await settledOutcome(ABOUT, reading);
    assertUnpolluted();
    if (outcome instanceof Error) return;
    const document = unwrapped(JSON.parse(body));
    assert.ok(isObject(document) && Array.isArray(document["results"]));
    const sent = document["results"] as readonly Json[];
    const expected = sent.map((run) => expectedRun({ ...PIPELINE, pipelineRunId: run["_id"] }, run));
    assert.deepEqual(outcome.value.runs, expected);
  });

  forAllSlow(
    "throws one clean error for any other status",
    fc.record({ status: fc.integer({ min: 201, max: 599 }), body: jsonText }),
    async (parts) => {
      const reading = readRunsPage(contextWith(parts), PIPELINE, { pageNum: 1, includeCount: true });
      assert.ok((await settledOutcome(ABOUT, reading)) instanceof Error);
    },
  );

  const many = Array.from({ length: 300 }, (_, n) => `${"STATE".repeat(20)}_${n}`);
  const states = fc.oneof(
    { arbitrary: fc.array(anyString, { maxLength: 5 }), weight: 500 },
    { arbitrary: fc.constant(many), weight: 1 },
  );
  forAllSlow("finds no run in an unknown state, with one clean error", states, (all) => {
    const runs = all.map(
      (state, at) =>
        `{"_id":"${at.toString(16).padStart(24, "0")}","state":${jsonString(state.toWellFormed())}}`,
    );
    const body = `{"results":[${runs.join(",")}],"totalCount":${runs.length}}`;
    const reading = latestRun(contextWith({ body }), PIPELINE, ["NO_SUCH_STATE"]);
    return settledOutcome(ABOUT, reading).then((outcome) => {
      assert.ok(outcome instanceof Error);
      assert.equal(outcome.code, "NO_MATCHING_RUN");
    });
  });
});

describe("readRun for any response", () => {
  forAllSlow(
    "returns the documented fields, or one clean error",
    fc.oneof(nearRun, jsonText),
    async (body) => {
      const outcome = await settledOutcome(WHAT, readRun(contextWith({ body }), REF));
      if (outcome instanceof Error) return;
      const document = unwrapped(JSON.parse(body));
      assert.ok(isObject(document));
      assert.deepEqual(outcome.value, expectedRun(REF, document));
    },
  );
});
