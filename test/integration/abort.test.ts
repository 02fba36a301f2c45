import assert from "node:assert/strict";
import sinon from "sinon";
import {
  AtlasError,
  getDataLakePipelineRun,
  getDataLakePipelineRunOutput,
  getDataLakePipelineRuns,
  getLatestDataLakePipelineRun,
  InvalidArgumentError,
  type ReadOptions,
} from "../../provider/index.js";
import { KINDS, RUN_ARGS, useTestAtlas } from "../helpers/local-atlas.js";
import { rejection, setConfig } from "../helpers/functions.js";
import { saidBy } from "../helpers/responses.js";

const { projectId, pipelineName } = RUN_ARGS;
const FUNCTIONS: Readonly<Record<string, (opts?: ReadOptions) => Promise<unknown>>> = {
  getDataLakePipelineRun: (opts) => getDataLakePipelineRun(RUN_ARGS, opts),
  getDataLakePipelineRuns: (opts) => getDataLakePipelineRuns({ projectId, pipelineName }, opts),
  getLatestDataLakePipelineRun: (opts) => getLatestDataLakePipelineRun({ projectId, pipelineName }, opts),
};

describe("the signal of a function", () => {
  const test = useTestAtlas();

  beforeEach(() => {
    setConfig(test.config("accessToken"));
  });

  const requests = (): number => test.atlas.requests.length;
  const until = async (done: () => boolean): Promise<void> => {
    for (let attempts = 0; !done() && attempts < 400; attempts++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    assert.ok(done());
  };
  const ended = (): boolean => test.atlas.openConnections === 0;

  const REASONS: readonly (readonly [reason: unknown, shown: string])[] = [
    [new Error("the deploy was\ncalled off"), "the deploy was called off"],
    [new InvalidArgumentError("the error of another read"), "the error of another read [INVALID_ARGUMENT]"],
    [Object.create(null), "no reason that can be shown"],
    ["a text", "a text"],
  ];
  for (const [name, read] of Object.entries(FUNCTIONS)) {
    it(`ends ${name} and its request, with the reason of the signal`, async () => {
      test.atlas.fail({ type: "hang" });
      for (const [reason, shown] of REASONS) {
        const controller = new AbortController();
        const failed = rejection(read({ signal: controller.signal }));
        const before = requests();
        await until(() => requests() === before + 1);
        controller.abort(reason);
        const error = await failed;
        assert.ok(error instanceof AtlasError);
        assert.deepEqual(
          [error.code, saidBy(error), error.cause],
          ["CANCELLED", `${name}: cancelled by its signal: ${shown}`, reason],
        );
        await until(ended);
      }
    });

    it(`lets ${name} begin nothing if it is aborted or no signal, and does nothing after its end`, async () => {
      const early = await rejection(read({ signal: AbortSignal.abort("too late") }));
      assert.deepEqual([early["code"], early["cause"]], ["CANCELLED", "too late"]);
      const invalid = await rejection(read({ signal: "now" as unknown as AbortSignal }));
      assert.ok(invalid instanceof InvalidArgumentError);
      assert.equal(saidBy(invalid), `${name}: the option signal must be an AbortSignal, got "now"`);
      assert.equal(requests(), 0);
      const controller = new AbortController();
      await read({ signal: controller.signal }).catch(() => undefined);
      controller.abort();
      assert.equal(requests(), 1);
    });
  }

  it("is passed on by the Output form", async () => {
    const output = getDataLakePipelineRunOutput(RUN_ARGS, { signal: AbortSignal.abort() });
    const promise = (output as unknown as { promise: () => Promise<unknown> }).promise();
    assert.equal((await rejection(promise))["code"], "CANCELLED");
  });

  it("may be shared by many readers without a warning of Node's", async () => {
    const warn = sinon.spy();
    process.once("warning", warn);
    const { signal } = new AbortController();
    const reads = Array.from({ length: 50 }, () => getDataLakePipelineRun(RUN_ARGS, { signal }));
    await Promise.all(reads);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", warn);
    assert.deepEqual(warn.args, []);
  });

  for (const kind of KINDS) {
    it(`can be one of AbortSignal.timeout, and leaves nothing to clean up with ${kind}`, async () => {
      setConfig(test.config(kind));
      test.atlas.fail({ type: "hang" }, { times: 1, kind: kind === "serviceAccount" ? "token" : "api" });
      const controller = new AbortController();
      const failed = rejection(getDataLakePipelineRun(RUN_ARGS, { signal: controller.signal }));
      await until(() => requests() === 1);
      controller.abort();
      assert.equal((await failed)["code"], "CANCELLED");
      assert.equal((await getDataLakePipelineRun(RUN_ARGS)).state, "PENDING");
    });
  }

  it("ends the underlying read of a wait that is over", async () => {
    test.atlas.fail({ type: "hang" });
    const error = await rejection(
      getDataLakePipelineRun({ ...RUN_ARGS, wait: { pollIntervalSeconds: 1, timeoutSeconds: 1 } }),
    );
    assert.equal(error["code"], "WAIT_TIMEOUT");
    await until(ended);
  });
});
