import assert from "node:assert/strict";
import sinon from "sinon";
import { AtlasNetworkError } from "../../../../provider/index.js";
import { type AtlasClient, type GetOptions } from "../../../../provider/atlas/client/client.js";
import { RetryError } from "../../../../provider/atlas/client/retry.js";
import { TransportError } from "../../../../provider/atlas/http/transport-error.js";
import { readRun } from "../../../../provider/atlas/read/read-run.js";
import { responded, FIELDS, REF, rejectionOf, WHAT } from "../../../helpers/responses.js";

describe("readRun", () => {
  const get = sinon.stub<[string, GetOptions], ReturnType<AtlasClient["get"]>>();
  const secrets = sinon.stub<[], readonly string[]>();
  const parts = { baseUrl: "https://atlas", credentials: "a key", retryTimeoutSeconds: 33, get, secrets };
  const client = parts as unknown as AtlasClient;
  const reporter = { info: sinon.spy(), warn: sinon.spy(), warnOnce: sinon.spy() };
  const { signal } = new AbortController();
  const context = { client, reporter, signal };

  beforeEach(() => {
    get.resolves(responded({}));
    secrets.returns([]);
  });

  afterEach(() => {
    sinon.reset();
    sinon.restore();
    get.reset();
    reporter.info.resetHistory();
    reporter.warn.resetHistory();
  });

  it("gets the path of the run once, and gives its fields", async () => {
    assert.deepEqual(await readRun(context, REF), { ...REF, ...FIELDS });
    assert.equal(get.callCount, 1);
    assert.equal(
      get.firstCall.args[0],
      "/api/atlas/v2/groups/5e2211c17a3e5a48f5497de3/pipelines/nightly/runs/6f1122c17a3e5a48f5497de4",
    );
    assert.equal(get.firstCall.args[1].signal, signal);
    assert.ok(reporter.info.notCalled && reporter.warn.notCalled);
  });

  it("encodes each segment of the path", async () => {
    await readRun(context, { ...REF, pipelineName: "a?b#c%d&ü" });
    assert.match(get.firstCall.args[0], /\/pipelines\/a%3Fb%23c%25d%26%C3%BC\/runs\//);
  });

  it("gives each reader an object of its own", async () => {
    const [first, second] = [await readRun(context, REF), await readRun(context, REF)];
    assert.notEqual(first, second);
    assert.notEqual(first.stats, second.stats);
  });

  it("passes warnings on", async () => {
    get.resolves(responded({ body: { _id: REF.pipelineRunId, phase: "LATER" } }));
    await readRun(context, REF);
    const line = `phase has the unknown value "LATER" (known: SNAPSHOT, EXPORT, INGESTION): ${WHAT}`;
    assert.deepEqual(reporter.warn.args, [[line]]);
  });

  it("takes the client's secrets, as they are after the read, out of what the server echoes", async () => {
    get.callsFake(() => {
      secrets.returns(["token-of-this-read"]);
      return Promise.resolve(responded({ status: 401, body: { detail: "bad token-of-this-read" } }));
    });
    const { message } = await rejectionOf(readRun(context, REF));
    assert.match(message, /: "bad \[redacted\]"\. /);
  });

  it("names the client's limit in the error", async () => {
    get.resolves(responded({ status: 503, body: {} }, { dueDelaySeconds: 50 }));
    const { message } = await rejectionOf(readRun(context, REF));
    assert.match(message, /the next attempt was due in 50\.0 s, beyond retryTimeoutSeconds \(33 s\)/);
  });

  it("names the server that did not respond, after how many attempts", async () => {
    get.rejects(new RetryError(2, 1, new TransportError("network", "connection refused", true)));
    const error = await rejectionOf(readRun(context, REF));
    assert.ok(error instanceof AtlasNetworkError);
    const start = `no response from https://atlas after 2 attempts in 1.0 s: connection refused, reading ${WHAT}. `;
    assert.ok(error.message.startsWith(start), error.message);
  });

  it("lets what the client rejects with through", async () => {
    const reason = new Error("of the client");
    get.rejects(reason);
    await assert.rejects(readRun(context, REF), (error) => error === reason);
  });

  const BACKOFFS: readonly (readonly [number, string, number, readonly string[]])[] = [
    [0, "it broke", 1, []],
    [1_999, "it broke", 1, []],
    [2_000, "it broke", 1, [`it broke in attempt 1, next attempt in 2.0 s: ${WHAT}`]],
    [61_250, "status 429", 3, [`status 429 in attempt 3, next attempt in 61.3 s: ${WHAT}`]],
  ];
  for (const [delay, reason, attempt, lines] of BACKOFFS) {
    it(`${lines.length === 0 ? "keeps silent about" : "tells of"} a pause of ${delay} ms`, async () => {
      get.callsFake((_path, { onRetry }) => {
        onRetry(reason, attempt, delay);
        return Promise.resolve(responded({}));
      });
      await readRun(context, REF);
      assert.deepEqual(reporter.info.args.flat(), lines);
    });
  }
});
