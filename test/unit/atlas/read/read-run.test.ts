import assert from "node:assert/strict";
import sinon from "sinon";
import { type AtlasClient, type GetOptions } from "../../../../provider/atlas/client/client.js";
import { redactor } from "../../../../provider/atlas/client/redact.js";
import { RetryError } from "../../../../provider/atlas/client/retry.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { readRun, readRunsPage } from "../../../../provider/atlas/read/read-run.js";
import { AtlasContentError } from "../../../../provider/index.js";
import { contextOf, respondingClient } from "../../../helpers/clients.js";
import { CLIENT, responded, FIELDS, REF, rejectionOf, WHAT } from "../../../helpers/responses.js";

describe("readRun", () => {
  const get = sinon.stub<[string, GetOptions], ReturnType<AtlasClient["get"]>>();
  const client = { ...CLIENT, retryTimeoutSeconds: 33, get, redact: redactor([]) } as unknown as AtlasClient;
  const reporter = { info: sinon.spy(), warn: sinon.spy(), warnOnce: sinon.spy() };
  const { signal } = new AbortController();
  const context = { client, reporter, signal };

  beforeEach(() => {
    get.resolves(responded({ headers: { sunset: "today" } }));
  });

  afterEach(() => {
    for (const stub of [get, ...Object.values(reporter)]) stub.resetHistory();
    get.resetBehavior();
  });

  it("gets the path of the run once, with each segment encoded, and gives its fields", async () => {
    const ref = { ...REF, pipelineName: "a?b#c%d&ü" };
    assert.deepEqual(await readRun(context, ref), { ...ref, ...FIELDS });
    const path = `/api/atlas/v2/groups/${REF.projectId}/pipelines/a%3Fb%23c%25d%26%C3%BC/runs/${REF.pipelineRunId}`;
    assert.deepEqual(
      get.args.map(([got, options]) => [got, options.signal]),
      [[path, signal]],
    );
    assert.ok(reporter.info.notCalled && reporter.warn.notCalled && reporter.warnOnce.calledOnce);
  });

  it("redacts the client's secrets as they are after the read, and names its limit", async () => {
    const issued = { ...CLIENT, retryTimeoutSeconds: 33, get, redact: redactor([]) };
    get.callsFake(() => {
      issued.redact = redactor(["token-of-this-read"]);
      const body = { detail: "bad token-of-this-read" };
      return Promise.resolve(responded({ status: 503, body }, { dueDelaySeconds: 50 }));
    });
    const reading = readRun({ ...context, client: issued as unknown as AtlasClient }, REF);
    const { message } = await rejectionOf(reading);
    assert.match(message, /: "bad \[redacted\]"; .*retryTimeoutSeconds \(33 s\)\. /);
  });

  it("makes an error of the read of the client's last failure", async () => {
    get.rejects(new RetryError(2, 1, new TransportError("network", "refused", true)));
    const { message } = await rejectionOf(readRun(context, REF));
    assert.match(message, /^no response from .* after 2 attempts in 1\.0 s: refused, reading run nightly/);
  });

  it("lets what the client rejects with through", async () => {
    const reason = new Error("of the client");
    get.rejects(reason);
    await assert.rejects(readRun(context, REF), (error) => error === reason);
  });

  const DELAYS: readonly (readonly [number, string | undefined])[] = [
    [1_999, undefined],
    [2_000, "2.0 s"],
    [61_250, "61.3 s"],
  ];
  for (const [delay, shown] of DELAYS) {
    it(`reports ${shown === undefined ? "no" : "a"} delay of ${delay} ms, of a retry or of the rate limit`, async () => {
      get.callsFake((_path, { onRetry, onHold }) => {
        onRetry("status 503", 3, delay);
        onHold({ done: 4, total: 9 }, delay);
        return Promise.resolve(responded({}));
      });
      await readRun(context, REF);
      const lines = [
        `status 503 in attempt 3, next attempt in ${shown}: ${WHAT}`,
        `rate limit of Atlas: 4 of 9 reads done, next attempt in ${shown}`,
      ];
      assert.deepEqual(reporter.info.args.flat(), shown === undefined ? [] : lines);
    });
  }
});

describe("readRunsPage", () => {
  for (const [count, end] of [
    [20, ", reading"],
    [21, "; and more, reading"],
  ] as const) {
    it(`names the first 20 problems of ${count} results that are empty objects`, async () => {
      const { client } = respondingClient(() => ({ results: Array.from({ length: count }, () => ({})) }));
      const query = { pageNum: 1 };
      const error = await rejectionOf(readRunsPage(contextOf(client), REF, query));
      assert.ok(error instanceof AtlasContentError);
      const { problems, message } = error;
      assert.equal(problems.length, 20);
      const text = `${problems.join("; ")}${end} the runs of pipeline nightly in project ${REF.projectId} (page 1)`;
      assert.ok(message.includes(text), message);
    });
  }
});
