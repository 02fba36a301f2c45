import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import {
  getDataLakePipelineRun,
  getLatestDataLakePipelineRun,
  type GetDataLakePipelineRunArgs,
} from "../../provider/index.js";
import { RUN, RUN_ARGS, useTestAtlas, type Kind } from "../helpers/local-atlas.js";
import { setConfig } from "../helpers/functions.js";
import { hexId } from "../helpers/responses.js";
import { jsonText } from "../helpers/wire/scripts.js";
import { startWire, type Wire } from "../helpers/wire/wire.js";

describe("requests for a read", () => {
  const runs = Array.from({ length: 100 }, (_, n) => ({ ...RUN, run: { ...RUN.run, _id: hexId(n) } }));
  const test = useTestAtlas({ runs: [RUN, ...runs] });

  const count = (kind: string): number => test.atlas.requests.filter((r) => r.kind === kind).length;
  const read = (n: number): Promise<unknown> =>
    getDataLakePipelineRun({ ...RUN_ARGS, pipelineRunId: hexId(n) });

  const MOST: readonly (readonly [Kind, api: number, token: number])[] = [
    ["accessToken", 0, 0],
    ["serviceAccount", 0, 1],
    ["apiKey", 1, 0],
  ];
  for (const [kind, challenges, tokens] of MOST) {
    it(`are one for each read, and at most one challenge or token, with ${kind}`, async () => {
      setConfig(test.config(kind));
      for (let n = 0; n < 100; n++) await read(n);
      assert.deepEqual([count("api"), count("token")], [100 + challenges, tokens]);
      assert.equal(test.atlas.connections, 1);
    });

    it(`need as many challenges and connections as maxConcurrentReads at most with ${kind}`, async () => {
      setConfig({ ...test.config(kind), "atlas-data-lake:maxConcurrentReads": "7" });
      await Promise.all(Array.from({ length: 100 }, (_, n) => read(n)));
      assert.ok(count("api") <= 100 + 7 * challenges, `${count("api")} requests`);
      assert.equal(count("token"), tokens);
      assert.ok(test.atlas.connections <= 7, `${test.atlas.connections} connections`);
    });
  }

  for (const [accepted, tokens] of [
    ["no token was accepted before", 1],
    ["a token was accepted before", 2],
  ] as const) {
    it(`issue ${tokens} of the account's tokens where every read gets 401 and ${accepted}`, async () => {
      setConfig(test.config("serviceAccount"));
      if (tokens === 2) await read(0);
      test.atlas.fail({ type: "status", status: 401 });
      const reads = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => read(n)));
      assert.ok(reads.every(({ status }) => status === "rejected"));
      assert.equal(count("token"), tokens);
    });
  }

  it("have the version of the API, and no query", async () => {
    setConfig(test.config("accessToken"));
    await getDataLakePipelineRun(RUN_ARGS);
    const [request] = test.atlas.requests;
    assert.equal(request?.headers["accept"], "application/vnd.atlas.2023-01-01+json");
    assert.equal(
      request.path,
      `/api/atlas/v2/groups/${RUN.projectId}/pipelines/${RUN.pipelineName}/runs/${RUN.run._id}`,
    );
    assert.match(
      String(request.headers["user-agent"]),
      /^pulumi-atlas-data-lake\/\d+\.\d+\.\d+ node\/\d+\.\d+\.\d+$/,
    );
  });

  it("warn once of the end of the API that the headers announce, unless showDeprecation is false", async () => {
    const warn = sinon.stub(pulumi.log, "warn").resolves();
    const headers = { Deprecation: "Fri, 09 Sep 2022 00:00:00 GMT", Sunset: "Sat, 09 Sep 2023 00:00:00 GMT" };
    test.atlas.fail({ type: "raw", body: JSON.stringify(RUN.run), headers });
    setConfig({ ...test.config("accessToken"), "atlas-data-lake:showDeprecation": "false" });
    await getDataLakePipelineRun(RUN_ARGS);
    assert.deepEqual(warn.args, []);
    setConfig(test.config("accessToken"));
    await Promise.all([1, 2, 3].map(() => getDataLakePipelineRun(RUN_ARGS)));
    await getDataLakePipelineRun(RUN_ARGS);
    warn.restore();
    assert.equal(warn.callCount, 1, warn.args.join());
    assert.match(String(warn.args[0]), /API for 2023-09-09, which has passed .* from 2022-09-09 /);
  });
});

describe("a read that is asked for while an equal one is on the wire", () => {
  const test = useTestAtlas({ runs: [{ ...RUN, run: { ...RUN.run, state: "DONE" } }] });
  let wire: Wire;

  beforeEach(async () => {
    wire = await startWire(test.atlas.baseUrl);
    setConfig({ ...test.config("accessToken"), "mongodbatlas:baseUrl": wire.baseUrl });
  });

  afterEach(() => wire.close());

  const { pipelineRunId: _, ...PIPELINE } = RUN_ARGS;
  type Check = Pick<GetDataLakePipelineRunArgs, "expectedState" | "wait">;
  const read = (check: Check) => () => getDataLakePipelineRun({ ...RUN_ARGS, ...check });
  const latest = (): Promise<unknown> => getLatestDataLakePipelineRun(PIPELINE);
  const READS: readonly (readonly [string, first: typeof latest, second: typeof latest, code: string])[] = [
    ["a check", read({}), read({ expectedState: "DONE" }), "UNEXPECTED_STATE"],
    ["a poll of a wait", read({}), read({ wait: {} }), "UNEXPECTED_STATE"],
    ["a list", latest, latest, "NO_MATCHING_RUN"],
  ];
  for (const [name, first, second, code] of READS) {
    it(`sends a request of its own and has the response to that: ${name}`, async () => {
      const script = new EventEmitter();
      const [sent, arrived] = [once(script, "send"), once(script, "arrive")];
      wire.response(
        async (socket, { path }) => {
          const run = { ...RUN.run, state: "DONE" };
          script.emit("arrive");
          await sent;
          socket.write(
            jsonText(200, path.includes("?") ? { links: [], results: [run], totalCount: 1 } : run),
          );
        },
        { times: 1 },
      );
      const earlier = first();
      await arrived;
      test.atlas.updateRun(RUN.projectId, RUN.pipelineName, RUN.run._id, { state: "FAILED" });
      await assert.rejects(second(), { code });
      assert.equal(wire.requests.length, 2);
      script.emit("send");
      await earlier;
      assert.equal(wire.requests.length, 2);
    });
  }
});
